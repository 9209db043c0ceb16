package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the tick thread allocates in a whole flight after its first two seconds, reactions to faults included: the sum, not an
 * average. That the sum would show a single array is held in ControlLoopAllocationTest.
 */
class AllocationTest {
    private static final String FAULTS = "{kind: wind_gust, at: 3 s, for: 200 ms, force: [25 mN, 0 N, 0 N]},"
            + "{kind: frame_corrupt, at: 4 s},"
            + "{kind: link_cut, at: 5 s, for: 300 ms},"
            + "{kind: policy_nan, at: 8 s, for: 200 ms}";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                FAULTS,
                FAULTS + ",{kind: policy_nan, at: 10 s, for: forever}",
                FAULTS + ",{kind: policy_hang, at: 10 s, for: forever}",
                FAULTS + ",{kind: sensor_freeze, at: 10 s, for: forever}",
                FAULTS + ",{kind: link_cut, at: 10 s, for: forever}"
            })
    void aFlightAllocatesNothingWhateverHappens(String faults) {
        RunSummary summary = TestFlight.of("12 s").fault(faults).fly(folder).summary();

        assertThat(summary.allocation().ticks()).isGreaterThan(8_000);
        assertThat(summary.allocation().bytes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"own", "inline"})
    void neitherDoesOneWhoseBytesGoThroughTheKernel(String policyThread) {
        RunSummary summary = TestFlight.of("12 s")
                .with("devices.vehicle.port", "pty:sim")
                .with("loop.policy_thread", policyThread)
                .fault(FAULTS)
                .fly(folder)
                .summary();

        assertThat(summary.allocation().ticks()).isGreaterThan(8_000);
        assertThat(summary.allocation().bytes()).isZero();
    }
}
