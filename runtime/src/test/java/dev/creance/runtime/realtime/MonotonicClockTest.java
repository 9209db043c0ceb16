package dev.creance.runtime.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.runtime.Allocation;
import org.junit.jupiter.api.Test;

class MonotonicClockTest {
    private final MonotonicClock clock = new MonotonicClock();

    @Test
    void neverWakesBeforeTheDeadline() {
        for (int i = 0; i < 200; i++) {
            long deadlineNs = clock.nowNs() + i * 2_000L;

            assertThat(clock.sleepUntil(deadlineNs)).isTrue();

            assertThat(clock.nowNs()).isGreaterThanOrEqualTo(deadlineNs);
        }
    }

    @Test
    void aPassedDeadlineIsNotSleptFor() {
        assertThat(clock.sleepUntil(clock.nowNs() - 1)).isTrue();
        assertThat(clock.sleepUntil(Long.MIN_VALUE / 2)).isTrue();
    }

    @Test
    void sleepsAlsoWhereItMayNotSpin() {
        MonotonicClock sleeper = new MonotonicClock(0);
        long deadlineNs = sleeper.nowNs() + 300_000;

        sleeper.sleepUntil(deadlineNs);

        assertThat(sleeper.nowNs()).isGreaterThanOrEqualTo(deadlineNs);
    }

    @Test
    void sleepingAllocatesNothing() {
        assertThat(Allocation.bytesOf(10_000, () -> clock.sleepUntil(clock.nowNs() + 90_000)))
                .isZero();
    }

    @Test
    void aSpinThatWouldEatACoreIsRefused() {
        assertThatThrownBy(() -> new MonotonicClock(2_000_000)).hasMessage("spinNs=2000000 is outside 0 to 1000000");
    }
}
