package dev.creance.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The lines are those of JDK 25.0.3. */
class SafepointLogTest {
    private static final List<String> WRITTEN = List.of(
            "[24618910254972ns] Safepoint \"ZMarkStartYoungAndOld\", Time since last: 524793923 ns, Reaching safepoint: 89725 ns,"
                    + " At safepoint: 20669 ns, Leaving safepoint: 11679 ns, Total: 122073 ns, Threads: 1 runnable, 11 total",
            "[24619056544495ns] Safepoint \"ZMarkEndYoung\", Time since last: 146190115 ns, Reaching safepoint: 81040 ns,"
                    + " At safepoint: 14302 ns, Leaving safepoint: 4199 ns, Total: 99541 ns, Threads: 1 runnable, 11 total",
            "[24619056544496ns] something else");

    @Test
    void aStopLastsFromTheRequestUntilAllThreadsRunAgain() {
        assertThat(SafepointLog.parse(WRITTEN).between(0, Long.MAX_VALUE).ns()).containsExactly(99_541, 122_073);
    }

    @Test
    void onlyStopsOfTheFlightCount() {
        assertThat(SafepointLog.parse(WRITTEN)
                        .between(24_619_000_000_000L, Long.MAX_VALUE)
                        .ns())
                .containsExactly(99_541);
    }
}
