package dev.creance.drivers.mqtt;

import dev.creance.runtime.Clock;
import java.util.concurrent.locks.LockSupport;

/** The system's monotonic time, for tests with real brokers. */
public final class RealClock implements Clock {
    @Override
    public long nowNs() {
        return System.nanoTime();
    }

    @Override
    public boolean sleepUntil(long deadlineNs) {
        while (nowNs() < deadlineNs) {
            LockSupport.parkNanos(deadlineNs - nowNs());
        }
        return true;
    }
}
