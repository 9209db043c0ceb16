package dev.creance.sim;

import dev.creance.runtime.Clock;

/** A wall's clock that a test moves on. One thread may sleep on it: it and the test's run in turns, so that the same run repeats. */
final class HandClock implements Clock {
    private long nowNs;
    private long deadlineNs;
    private boolean asleep;
    private boolean stopped;

    @Override
    public synchronized long nowNs() {
        return nowNs;
    }

    @Override
    public synchronized boolean sleepUntil(long untilNs) {
        if (untilNs <= nowNs) {
            return !stopped;
        }
        deadlineNs = untilNs;
        asleep = true;
        notifyAll();
        try {
            while (asleep && !stopped) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts it", e);
        }
        return !stopped;
    }

    /** Lets time pass; returns when who sleeps here has done all that falls into it, and sleeps again. */
    synchronized void advanceTo(long untilNs) {
        awaitSleep();
        while (deadlineNs <= untilNs) {
            nowNs = deadlineNs;
            asleep = false;
            notifyAll();
            awaitSleep();
        }
        nowNs = untilNs;
    }

    private synchronized void awaitSleep() {
        try {
            while (!asleep) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts it", e);
        }
    }

    /** Time goes on no more. */
    synchronized void stop() {
        stopped = true;
        notifyAll();
    }
}
