package dev.creance.drivers;

import dev.creance.runtime.Clock;

/** A clock that the test moves. */
final class HandClock implements Clock {
    long nowNs;

    @Override
    public long nowNs() {
        return nowNs;
    }

    @Override
    public boolean sleepUntil(long deadlineNs) {
        nowNs = Math.max(nowNs, deadlineNs);
        return true;
    }
}
