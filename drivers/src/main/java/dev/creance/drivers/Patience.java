package dev.creance.drivers;

import dev.creance.runtime.Clock;
import dev.creance.runtime.HotPath;
import java.util.concurrent.locks.LockSupport;

/** How to wait for an answer that mostly comes within microseconds: spin, then yield, then park; ask again; give up. */
@HotPath
final class Patience {
    /** What to do next. */
    enum Verdict {
        WAIT,
        REPEAT,
        GIVE_UP
    }

    private static final int SPINS = 200;
    private static final int YIELDS = 50;
    private static final long PARK_NS = 20_000;
    private static final long REPEAT_NS = 100_000_000;
    private static final long GIVE_UP_NS = 5_000_000_000L;

    private int idle;
    private long startNs;
    private long repeatNs;

    void start(long wallNs) {
        idle = 0;
        startNs = wallNs;
        repeatNs = wallNs + REPEAT_NS;
    }

    /** Something came, so more may be on its way. */
    void progress() {
        idle = 0;
    }

    Verdict idle(Clock wall) {
        idle++;
        if (idle <= SPINS) {
            Thread.onSpinWait();
            return Verdict.WAIT;
        }
        if (idle <= SPINS + YIELDS) {
            Thread.yield();
            return Verdict.WAIT;
        }
        LockSupport.parkNanos(PARK_NS);
        long nowNs = wall.nowNs();
        if (nowNs - startNs > GIVE_UP_NS) {
            return Verdict.GIVE_UP;
        }
        if (nowNs - repeatNs > 0) {
            repeatNs = nowNs + REPEAT_NS;
            return Verdict.REPEAT;
        }
        return Verdict.WAIT;
    }
}
