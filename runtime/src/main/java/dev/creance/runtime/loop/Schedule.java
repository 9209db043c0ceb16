package dev.creance.runtime.loop;

import dev.creance.runtime.HotPath;

/**
 * When ticks are due: at a fixed phase plus whole periods, for ever. A tick that ended late is counted; ticks whose time has
 * passed by then are skipped with their numbers, so tick numbers stay the phase and no burst follows.
 */
@HotPath
final class Schedule {
    private final long periodNs;
    private long phaseNs;
    private long tick;
    private int overrunsInARow;
    private int longestRow;
    private long overruns;
    private long skipped;
    private long skippedBefore;

    Schedule(long periodNs) {
        this.periodNs = periodNs;
    }

    /** Tick 0 is due now. */
    void begin(long nowNs) {
        phaseNs = nowNs;
    }

    /** Ends the present tick and moves on to the newest that is due, at least the next. */
    void endTick(long nowNs) {
        long next = tick + 1;
        if (nowNs > phaseNs + next * periodNs) {
            overruns++;
            overrunsInARow++;
            longestRow = Math.max(longestRow, overrunsInARow);
        } else {
            overrunsInARow = 0;
        }
        long newestDue = Math.floorDiv(nowNs - phaseNs, periodNs);
        tick = Math.max(next, newestDue);
        skippedBefore = tick - next;
        skipped += skippedBefore;
    }

    long tick() {
        return tick;
    }

    /** When the present tick should start. */
    long dueNs() {
        return phaseNs + tick * periodNs;
    }

    /** Ticks in a row that ended late, up to the one before the present. */
    int overrunsInARow() {
        return overrunsInARow;
    }

    int longestRow() {
        return longestRow;
    }

    /** Ticks that ended late. */
    long overruns() {
        return overruns;
    }

    /** Ticks that were never run. */
    long skipped() {
        return skipped;
    }

    /** Ticks skipped right before the present one. */
    long skippedBefore() {
        return skippedBefore;
    }
}
