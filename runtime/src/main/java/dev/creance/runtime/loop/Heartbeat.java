package dev.creance.runtime.loop;

import dev.creance.runtime.HotPath;
import java.util.concurrent.atomic.AtomicLong;

/** By when the tick thread must have moved on, as the stop path sees it. One thread beats, another looks. */
@HotPath
final class Heartbeat {
    private static final long NEVER = Long.MAX_VALUE;

    private final AtomicLong dueNs = new AtomicLong(NEVER);
    private final AtomicLong tick = new AtomicLong(-1);

    /** This tick starts at this time; by then the one before has ended. */
    void nextTick(long nextTick, long startsNs) {
        tick.lazySet(nextTick);
        dueNs.set(startsNs);
    }

    /** There is no next tick: nothing can hang any more. */
    void over() {
        dueNs.set(NEVER);
    }

    /** How far behind the loop is: positive where a tick is overdue. */
    long lateNs(long nowNs) {
        long due = dueNs.get();
        return due == NEVER ? Long.MIN_VALUE : nowNs - due;
    }

    /** The tick that was to start last. */
    long tick() {
        return tick.get();
    }
}
