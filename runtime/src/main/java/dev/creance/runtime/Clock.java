package dev.creance.runtime;

/**
 * The time of the loop. Real runs use CLOCK_MONOTONIC; simulated runs a virtual clock that starts at 0. The code above the
 * clock is the same code.
 */
public interface Clock {
    /** Nanoseconds on this clock. */
    @HotPath
    long nowNs();

    /**
     * Returns as soon as {@link #nowNs()} has reached the deadline; at once where it lies in the past.
     *
     * @return false where time cannot go on (a simulator on the far end of a lockstep link is gone)
     */
    @HotPath
    boolean sleepUntil(long deadlineNs);
}
