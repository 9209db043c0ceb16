package dev.creance.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlLoopAllocationTest {
    private static final int REHEARSALS = 5;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"INLINE, true", "OWN, true", "INLINE, false", "OWN, false"})
    void aHundredThousandTicksAllocateNothing(PolicyThread thread, boolean lockstep) throws Exception {
        // Several flights: what a tick allocates shows in each. What shows in the first ones alone is the JVM's, which
        // makes
        // a class's string constants when it compiles a method of it, once; a rehearsal takes that out of a real
        // flight.
        LoopResult result = fly(thread, lockstep);
        for (int i = 0; i < REHEARSALS && result.allocatedBytes() + result.policyAllocatedBytes() > 0; i++) {
            result = fly(thread, lockstep);
        }

        assertThat(result.end()).isEqualTo(RunEnd.LANDED);
        assertThat(result.measuredTicks()).isGreaterThanOrEqualTo(100_000);
        assertThat(result.allocatedBytes()).isZero();
        assertThat(result.measuredInferences()).isPositive();
        assertThat(result.policyAllocatedBytes()).isZero();
    }

    private LoopResult fly(PolicyThread thread, boolean lockstep) throws Exception {
        Flight flight = new Flight();
        flight.thread = thread;
        flight.lockstep = lockstep;
        flight.durationNs = 105_000_000_000L;
        return flight.run(folder);
    }
}
