package dev.creance.runtime.lateness;

/**
 * A tick that ended after the next one's scheduled start.
 *
 * <pre>{@code
 * LateTick late = finder.next(record);
 * Set<LateCause> causes = Correlation.causesOf(late, evidence);
 * }</pre>
 *
 * @param dueNs its scheduled start
 * @param startNs when it began, CLOCK_MONOTONIC as all times here
 * @param workNs what it took from there to the end of its write
 * @param endNs when it ended
 * @param fromNs since when something may have made it late: its scheduled start; where it was late only because the tick
 *     before it was, that tick's {@code fromNs}
 * @param lateNs how long after the next tick's scheduled start it ended
 * @param lostNs what it took beyond what such a tick usually takes
 * @param skipped ticks that were not run because of it
 */
public record LateTick(
        long tick,
        long dueNs,
        long startNs,
        long workNs,
        long endNs,
        long fromNs,
        long lateNs,
        long lostNs,
        Phase phase,
        long skipped) {
    /** How late it began. */
    public long wakeUpNs() {
        return startNs - dueNs;
    }

    /** How long it was held up once its work was done. */
    public long restNs() {
        return endNs - startNs - workNs;
    }
}
