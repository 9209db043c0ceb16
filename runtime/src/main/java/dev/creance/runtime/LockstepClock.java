package dev.creance.runtime;

/**
 * The clock of a run in lockstep: it starts at 0, and sleeping grants the simulated device the time slept. One thread sleeps;
 * any thread may read it.
 *
 * <pre>{@code
 * LockstepClock clock = new LockstepClock(device);
 * device.open(clock);
 * clock.sleepUntil(1_000_000); // the device advances its plant by 1 ms and streams what it measured
 * }</pre>
 */
public final class LockstepClock implements Clock {
    private final LockstepDevice device;
    private volatile long nowNs;

    public LockstepClock(LockstepDevice device) {
        this.device = device;
    }

    @Override
    public long nowNs() {
        return nowNs;
    }

    /** Stays where it is, and says false, where the device does not answer the grant. */
    @Override
    @HotPath
    public boolean sleepUntil(long deadlineNs) {
        if (deadlineNs <= nowNs) {
            return true;
        }
        if (!device.grant(deadlineNs)) {
            return false;
        }
        nowNs = deadlineNs;
        return true;
    }
}
