package dev.creance.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sequences of faults that are drawn from a seed. */
class FaultSequenceTest extends FaultScene {
    @ParameterizedTest
    @EnumSource
    void aSequenceDrawnFromASeedReplaysBitForBit(FaultRun machine) {
        String kinds = Arrays.stream(Fault.Kind.values())
                .filter(kind -> !kind.onHost())
                .filter(kind -> Disturbance.of(kind)
                        .map(machine.plant().disturbances()::contains)
                        .orElse(true))
                .map(Fault.Kind::word)
                .collect(Collectors.joining(", "));
        MachineRun one = with(machine, random(7, kinds)).run(2500 * FaultRun.MS);
        MachineRun two = with(machine, random(7, kinds)).run(2500 * FaultRun.MS);
        MachineRun other = with(machine, random(8, kinds)).run(2500 * FaultRun.MS);

        assertThat(one.faults.injected()).hasSizeGreaterThan(20);
        assertThat(two.faults.injected()).isEqualTo(one.faults.injected());
        assertThat(two.host.received.getValue()).isEqualTo(one.host.received.getValue());
        assertThat(two.device.truth()).isEqualTo(one.device.truth());
        assertThat(other.host.received.getValue()).isNotEqualTo(one.host.received.getValue());
    }

    private static String random(int seed, String kinds) {
        return "[{kind: random, seed: " + seed + ", at: 300 ms, for: 2 s, rate: 25 1/s, longest: 60 ms, kinds: ["
                + kinds + "]}]";
    }
}
