package dev.creance.runtime.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WakeupProbeTest {
    private static final long PERIOD_NS = 50_000;
    private static final long CYCLES = 10_000;

    private static WakeupProbe.Plan plan(long periodNs, long cycles, long spinNs) {
        return new WakeupProbe.Plan(periodNs, periodNs * cycles, spinNs, OptionalInt.empty(), OptionalInt.empty());
    }

    @Test
    void everyDeadlineIsMetOrLeftOutAndCountsOnceInTheHistogram() {
        WakeupProbe.Result result = WakeupProbe.run(plan(PERIOD_NS, CYCLES, 0));

        // A stall at the end may reach past the last deadline.
        assertThat(result.wakeups() + result.skipped()).isGreaterThanOrEqualTo(CYCLES);
        assertThat(result.wakeUpNs().getTotalCount()).isEqualTo(result.wakeups() + result.skipped());
        assertThat(result.overruns()).isBetween(0L, result.wakeups());
        assertThat(result.cpuShare()).isPositive();
        assertThat(result.runDelayNs()).isNotNegative();
        assertThat(result.stealNs()).isNotNegative();
    }

    /** The least of several: what the JVM allocates once, at a compilation, is not the cycle's. */
    @ParameterizedTest
    @ValueSource(longs = {0, 20_000, MonotonicClock.SPIN_ONLY_NS})
    void aCycleAllocatesNothing(long spinNs) {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 4 && least > 0; round++) {
            least = Math.min(
                    least, WakeupProbe.run(plan(PERIOD_NS, CYCLES, spinNs)).allocatedBytes());
        }

        assertThat(least).isZero();
    }

    @Test
    void anInterruptEndsItEarlyAndStays() {
        Thread.currentThread().interrupt();

        WakeupProbe.Result result = WakeupProbe.run(plan(1_000_000, 600_000, 0));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(result.wakeups()).isLessThan(600_000);
    }

    @Test
    void aPlanWithoutASingleDeadlineIsRefused() {
        assertThatThrownBy(() -> plan(999, 10, 0)).hasMessage("periodNs=999 < 1000");
        assertThatThrownBy(() -> plan(2_000, 0, 0)).hasMessage("durationNs=0 < periodNs=2000");
        assertThatThrownBy(() -> WakeupProbe.run(plan(2_000, 1, 2_000_000)))
                .hasMessage("spinNs=2000000 is outside 0 to 1000000");
    }
}
