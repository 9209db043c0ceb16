package dev.creance.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Channel;
import dev.creance.runtime.Shield;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import dev.creance.runtime.realtime.ClassPreparation;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlLoopAllocationTest {
    private static final long LATE_TICK = 50_000;

    private static final ClassPreparation PREPARATION = new ClassPreparation(
            List.of("dev.creance.runtime"),
            Set.of(
                    "org.HdrHistogram",
                    "java.lang",
                    "java.lang.foreign",
                    "java.lang.invoke",
                    "java.util",
                    "java.util.concurrent.atomic",
                    "java.util.concurrent.locks",
                    "jdk.internal.foreign",
                    "jdk.internal.misc",
                    "jdk.internal.util"));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"INLINE, true", "OWN, true", "INLINE, false", "OWN, false"})
    void aHundredThousandTicksAllocateNothing(PolicyThread thread, boolean lockstep) throws Exception {
        PREPARATION.prepare(ControlLoopAllocationTest.class);

        LoopResult result = fly(thread, lockstep, new Bench.StagedShield());

        assertThat(result.end()).isEqualTo(RunEnd.LANDED);
        assertThat(result.measuredTicks()).isGreaterThanOrEqualTo(100_000);
        assertThat(result.allocatedBytes()).isZero();
        assertThat(result.measuredInferences()).isPositive();
        assertThat(result.policyAllocatedBytes()).isZero();
    }

    @Test
    void oneArrayInOneTickShows() throws Exception {
        LoopResult result = fly(PolicyThread.INLINE, true, new WastefulShield());

        assertThat(result.allocatedBytes()).isGreaterThanOrEqualTo(WastefulShield.BYTES);
    }

    private LoopResult fly(PolicyThread thread, boolean lockstep, Shield shield) throws Exception {
        Flight flight = new Flight();
        flight.thread = thread;
        flight.lockstep = lockstep;
        flight.shield = shield;
        flight.durationNs = 105_000_000_000L;
        return flight.run(folder);
    }

    private static final class WastefulShield implements Shield {
        static final int BYTES = 100;

        private final Shield shield = new Bench.StagedShield();
        private byte[] waste = {};

        @Override
        public List<Channel> margins() {
            return shield.margins();
        }

        @Override
        public void decide(TickInputs in, TickOutputs out) {
            shield.decide(in, out);
            if (in.tick == LATE_TICK) {
                waste = new byte[BYTES + waste.length];
            }
        }
    }
}
