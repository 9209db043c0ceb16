package dev.creance.runtime;

import java.time.Duration;

/**
 * A clock that starts at 0 and moves only when told to: by hand in a test, or by sleeping, which takes no time at all. One
 * thread moves it; any thread may read it.
 *
 * <pre>{@code
 * VirtualClock clock = new VirtualClock();
 * clock.advance(Duration.ofMillis(50));
 * clock.sleepUntil(60_000_000);
 * assertThat(clock.nowNs()).isEqualTo(60_000_000);
 * }</pre>
 */
public final class VirtualClock implements Clock {
    private volatile long nowNs;

    @Override
    public long nowNs() {
        return nowNs;
    }

    /** Time passes. */
    public void advance(Duration duration) {
        advanceNs(duration.toNanos());
    }

    /** Time passes; it never goes back. */
    public void advanceNs(long durationNs) {
        if (durationNs < 0) {
            throw new IllegalArgumentException("durationNs=" + durationNs + " < 0");
        }
        long before = nowNs;
        nowNs = before + durationNs;
    }

    /** Jumps to the deadline where it lies ahead. */
    @Override
    @HotPath
    public boolean sleepUntil(long deadlineNs) {
        if (deadlineNs > nowNs) {
            nowNs = deadlineNs;
        }
        return true;
    }
}
