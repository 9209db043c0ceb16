package dev.creance.drivers;

import dev.creance.runtime.Clock;
import java.util.concurrent.locks.LockSupport;

/** Real time, for the time limits of tests that run against real links. */
final class WallClock implements Clock {
    @Override
    public long nowNs() {
        return System.nanoTime();
    }

    @Override
    public boolean sleepUntil(long deadlineNs) {
        for (long left = deadlineNs - nowNs(); left > 0; left = deadlineNs - nowNs()) {
            LockSupport.parkNanos(left);
        }
        return true;
    }
}
