package dev.creance.policies.observation;

import dev.creance.policies.manifest.Clock;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;

/** A number that grows by one with each native period, up to where it holds or starts again. */
final class CounterClock implements Periodic, ObservationSource {
    private final long start;
    private final long last;
    private final boolean wraps;
    private long periods = -1;

    CounterClock(Clock.Counter clock) {
        this(clock.start(), clock.last().orElse(Long.MAX_VALUE), clock.wraps());
    }

    CounterClock(long start, long last, boolean wraps) {
        this.start = start;
        this.last = last;
        this.wraps = wraps;
    }

    @Override
    @HotPath
    public void begin(Frame sensors, Frame reference, boolean newPeriod) {
        if (newPeriod) {
            periods++;
        }
    }

    @HotPath
    long count() {
        long count = start + Math.max(periods, 0);
        return count <= last ? count : wraps ? start + (count - start) % (last - start + 1) : last;
    }

    @Override
    @HotPath
    public void values(Frame sensors, Frame reference, double[] out) {
        out[0] = count();
    }

    @Override
    @HotPath
    public void reset() {
        periods = -1;
    }
}
