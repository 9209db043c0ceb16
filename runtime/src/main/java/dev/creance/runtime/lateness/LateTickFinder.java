package dev.creance.runtime.lateness;

import dev.creance.runtime.TickRecord;

/** Finds the late ticks in the stream of records. One thread. */
final class LateTickFinder {
    // One in 64: the usual duration follows within a tenth of a second, and a single late tick does not move it.
    private static final int INERTIA = 64;

    private final long periodNs;
    private long usualNs;
    private boolean started;
    private LateTick before; // the tick before the remembered one, where that was late
    // The tick remembered:
    private long tick;
    private long dueNs;
    private long startNs;
    private long readNs;
    private long observeNs;
    private long writeNs;
    private long tickNs;
    private long dropped;

    LateTickFinder(long periodNs) {
        this.periodNs = periodNs;
    }

    /**
     * Takes the next record; returns the tick of the record before where that ended late, and null otherwise. That a tick was
     * late is known once the next has started, which it then does at once.
     */
    LateTick next(TickRecord record) {
        LateTick late = null;
        boolean followsOn = started && record.in.droppedRecords == dropped;
        if (followsOn && record.in.overrunsInARow > 0) {
            late = late(record.in.nowNs, record.in.tick - tick - 1);
        } else if (followsOn) {
            usualNs += (tickNs - usualNs) / INERTIA;
        }
        before = late;
        remember(record);
        return late;
    }

    /** The last tick of all, where its own record shows that it was late; null otherwise. */
    LateTick last() {
        long endNs = startNs + tickNs;
        return started && endNs > dueNs + periodNs ? late(endNs, 0) : null;
    }

    private LateTick late(long endNs, long skipped) {
        long lateNs = Math.max(0, endNs - dueNs - periodNs);
        boolean begunLateOnly = before != null && endNs - startNs <= periodNs;
        if (begunLateOnly) {
            return new LateTick(
                    tick,
                    dueNs,
                    startNs,
                    tickNs,
                    endNs,
                    before.fromNs(),
                    lateNs,
                    before.lostNs(),
                    before.phase(),
                    skipped);
        }
        long lostNs = Math.max(lateNs, endNs - dueNs - usualNs);
        return new LateTick(tick, dueNs, startNs, tickNs, endNs, dueNs, lateNs, lostNs, longestPhase(endNs), skipped);
    }

    private Phase longestPhase(long endNs) {
        long[] durationsNs = {
            startNs - dueNs, readNs, observeNs, tickNs - readNs - observeNs - writeNs, writeNs, endNs - startNs - tickNs
        };
        int longest = 0;
        for (int i = 1; i < durationsNs.length; i++) {
            longest = durationsNs[i] > durationsNs[longest] ? i : longest;
        }
        return Phase.values()[longest];
    }

    private void remember(TickRecord record) {
        started = true;
        tick = record.in.tick;
        dueNs = record.in.scheduledNs;
        startNs = record.in.nowNs;
        dropped = record.in.droppedRecords;
        readNs = record.readNs;
        observeNs = record.observeNs;
        writeNs = record.writeNs;
        tickNs = record.tickNs;
    }
}
