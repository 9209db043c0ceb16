package dev.creance.runtime.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.creance.runtime.Allocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MonotonicClockTest {
    private static final Path STATUS = Path.of("/proc/thread-self/status");

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
    void spinsToTheDeadlineWhereItMayNotSleep() {
        MonotonicClock spinner = new MonotonicClock(MonotonicClock.SPIN_ONLY_NS);
        long deadlineNs = spinner.nowNs() + 300_000;

        assertThat(spinner.sleepUntil(deadlineNs)).isTrue();

        assertThat(spinner.nowNs()).isGreaterThanOrEqualTo(deadlineNs);
        assertThat(spinner.sleepUntil(deadlineNs)).isTrue();
    }

    /** The kernel counts a thread's voluntary switches: one for each sleep. */
    @ParameterizedTest
    @ValueSource(longs = {0, 80_000, MonotonicClock.SPIN_ONLY_NS})
    void aPassedDeadlineIsNotSleptForByTheKernelsOwnCount(long spinNs) throws Exception {
        assumeThat(STATUS).exists();
        MonotonicClock any = new MonotonicClock(spinNs);
        int calls = 10_000;
        long before = voluntarySwitches();

        for (int i = 0; i < calls; i++) {
            any.sleepUntil(any.nowNs() - i);
        }

        // A few are the JVM's own: safepoints, compilation.
        assertThat(voluntarySwitches() - before).isLessThan(calls / 10);
    }

    @Test
    void spinningAloneNeverEntersTheKernelToSleep() throws Exception {
        assumeThat(STATUS).exists();
        MonotonicClock spinner = new MonotonicClock(MonotonicClock.SPIN_ONLY_NS);
        MonotonicClock sleeper = new MonotonicClock(0);
        int calls = 200;

        long spins = switchesOf(calls, spinner);
        long sleeps = switchesOf(calls, sleeper);

        assertThat(spins).isLessThan(calls / 10);
        assertThat(sleeps).isGreaterThanOrEqualTo(calls / 2);
    }

    private static long switchesOf(int calls, MonotonicClock clock) throws IOException {
        long before = voluntarySwitches();
        for (int i = 0; i < calls; i++) {
            clock.sleepUntil(clock.nowNs() + 100_000);
        }
        return voluntarySwitches() - before;
    }

    private static long voluntarySwitches() throws IOException {
        for (String line : Files.readAllLines(STATUS)) {
            if (line.startsWith("voluntary_ctxt_switches:")) {
                return Long.parseLong(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        return 0;
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
