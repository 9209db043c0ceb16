package dev.creance.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.runtime.DeviceState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each fault of the link shows at the host, for each class of machine; the simulator's own time is never touched. */
class LinkFaultsTest extends FaultScene {
    private static final String WHEN = ", at: 200 ms, for: 500 ms}";

    @Shows(Fault.Kind.LINK_LOSS)
    @ParameterizedTest
    @EnumSource
    void aShareOfTheFramesIsLost(FaultRun machine) {
        MachineRun run = with(machine, "[{kind: link_loss, share: 20 %, way: to_host" + WHEN + "]")
                .run(900 * FaultRun.MS);

        assertThat(run.status().missedFrames).isBetween(70L, 130L);
        assertThat(run.nowNs).isEqualTo(900 * FaultRun.MS);
    }

    @Shows(Fault.Kind.LINK_BURST)
    @ParameterizedTest
    @EnumSource
    void aBurstTakesFramesInARow(FaultRun machine) {
        MachineRun run = with(machine, "[{kind: link_burst, share: 20 %, length: 10, way: to_host" + WHEN + "]");
        int rows = 0;
        int lost = 0;
        long before = 0;
        boolean losing = false;
        for (int tick = 0; tick < 900; tick++) {
            run.tick();
            boolean arrived = run.host.sensors.sequence > before || tick < 5;
            before = run.host.sensors.sequence;
            rows += !arrived && !losing ? 1 : 0;
            lost += arrived ? 0 : 1;
            losing = !arrived;
        }

        assertThat(lost).isBetween(30, 250);
        assertThat(rows).isLessThan(lost / 3);
    }

    @Shows(Fault.Kind.LINK_DELAY)
    @ParameterizedTest
    @EnumSource
    void whatIsDelayedIsOld(FaultRun machine) {
        MachineRun run = with(machine, "[{kind: link_delay, by: 7 ms, way: to_host" + WHEN + "]")
                .run(500 * FaultRun.MS);
        long ageNs = run.nowNs - run.host.sensors.sampleNs;
        MachineRun clean = with(machine, "[]").run(500 * FaultRun.MS);
        long cleanAgeNs = clean.nowNs - clean.host.sensors.sampleNs;

        assertThat(ageNs - cleanAgeNs).isBetween(7 * FaultRun.MS, 8 * FaultRun.MS);
        run.run(300 * FaultRun.MS);
        assertThat(run.nowNs - run.host.sensors.sampleNs).isEqualTo(cleanAgeNs);
    }

    @Shows(Fault.Kind.LINK_REORDER)
    @ParameterizedTest
    @EnumSource
    void whatIsOvertakenIsNotTakenBack(FaultRun machine) {
        MachineRun run = with(machine, "[{kind: link_reorder, share: 30 %, way: to_host" + WHEN + "]");
        long newest = 0;
        for (int tick = 0; tick < 900; tick++) {
            run.tick();
            assertThat(run.host.sensors.sequence).isGreaterThanOrEqualTo(newest);
            newest = run.host.sensors.sequence;
        }

        assertThat(run.host.received.getValue())
                .isNotEqualTo(
                        with(machine, "[]").run(900 * FaultRun.MS).host.received.getValue());
        assertThat(run.faults.injected()).hasSize(1);
    }

    @Shows(Fault.Kind.LINK_DUPLICATE)
    @ParameterizedTest
    @EnumSource
    void whatComesTwiceCountsOnce(FaultRun machine) {
        MachineRun run = with(machine, "[{kind: link_duplicate, share: 100 %, way: to_host" + WHEN + "]")
                .run(900 * FaultRun.MS);

        assertThat(run.status().missedFrames).isZero();
        assertThat(run.states).containsExactly(DeviceState.DISARMED, DeviceState.ARMED);
    }

    @Shows(Fault.Kind.LINK_FLIP)
    @ParameterizedTest
    @EnumSource
    void flippedBitsAreFound(FaultRun machine) {
        MachineRun run = with(machine, "[{kind: link_flip, share: 20 %, way: to_host" + WHEN + "]")
                .run(900 * FaultRun.MS);

        assertThat(run.status().rejectedFrames).isBetween(50L, 200L);
        assertThat(run.states).containsExactly(DeviceState.DISARMED, DeviceState.ARMED);
    }

    @Shows(Fault.Kind.LINK_FLOOD)
    @ParameterizedTest
    @EnumSource
    void aFloodOfNoiseIsNoFrame(FaultRun machine) {
        MachineRun run =
                with(machine, "[{kind: link_flood, frames: 5 kHz" + WHEN + "]").run(900 * FaultRun.MS);

        assertThat(run.status().rejectedFrames).isGreaterThan(1500);
        assertThat(run.states).containsExactly(DeviceState.DISARMED, DeviceState.ARMED);
    }

    @Shows(Fault.Kind.LINK_LOSS)
    @ParameterizedTest
    @EnumSource
    void withoutCommandsTheDeviceIsAloneThoughItsFramesArrive(FaultRun machine) {
        MachineRun run = with(machine, "[{kind: link_loss, share: 100 %, way: to_device, at: 700 ms, for: 300 ms}]")
                .run(900 * FaultRun.MS);

        assertThat(run.device.state()).isEqualTo(DeviceState.LEVELLING);
        assertThat(run.status().missedFrames).isZero();
        run.run(300 * FaultRun.MS);
        assertThat(run.device.state()).isEqualTo(DeviceState.ARMED);
    }

    @Shows(Fault.Kind.LINK_CUT)
    @ParameterizedTest
    @EnumSource
    void aCutLosesAll(FaultRun machine) {
        MachineRun run =
                with(machine, "[{kind: link_cut, at: 200 ms, for: 50 ms}]").run(900 * FaultRun.MS);

        assertThat((double) run.status().missedFrames).isCloseTo(50, within(1.0));
    }

    @Shows(Fault.Kind.FRAME_CORRUPT)
    @ParameterizedTest
    @EnumSource
    void aFrameWithAWrongChecksumIsTheOnlyOneMissed(FaultRun machine) {
        MachineRun run = with(machine, "[{kind: frame_corrupt, at: 200 ms}]").run(900 * FaultRun.MS);

        assertThat(run.status().rejectedFrames).isOne();
        assertThat(run.status().missedFrames).isOne();
    }
}
