package dev.creance.bench;

import java.time.Duration;

/**
 * What every contestant does in its turn.
 *
 * @param periodNs from one deadline to the next
 * @param duration how long
 * @param cpu the processor it is kept on
 * @param priority SCHED_FIFO
 * @param spinNs how long before a deadline those that spin stop sleeping
 */
record Slice(long periodNs, Duration duration, int cpu, int priority, long spinNs) {
    int mostTicks() {
        return Math.toIntExact(duration.toNanos() / periodNs) + 1;
    }
}
