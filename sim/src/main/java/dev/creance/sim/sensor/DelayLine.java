package dev.creance.sim.sensor;

import dev.creance.runtime.HotPath;

/** Samples on their way, in the order in which they were taken. A ring that is as long as can be under way at once. */
@HotPath
final class DelayLine {
    private final double[][] values;
    private final long[] sampleNs;
    private final long[] dueNs;
    private int first;
    private int count;
    private long lastDueNs = Long.MIN_VALUE;

    DelayLine(int capacity, int axes) {
        values = new double[capacity][axes];
        sampleNs = new long[capacity];
        dueNs = new long[capacity];
    }

    /** Where the next sample goes, before {@link #push}. */
    double[] next() {
        return values[(first + count) % values.length];
    }

    void push(long takenNs, long arrivesNs) {
        int at = (first + count) % values.length;
        lastDueNs = Math.max(lastDueNs, arrivesNs);
        sampleNs[at] = takenNs;
        dueNs[at] = lastDueNs;
        count++;
    }

    /** Takes the next sample out if it has arrived; its time, or {@link Long#MIN_VALUE}. */
    long poll(long nowNs, double[] out) {
        if (count == 0 || dueNs[first] > nowNs) {
            return Long.MIN_VALUE;
        }
        long takenNs = sampleNs[first];
        System.arraycopy(values[first], 0, out, 0, out.length);
        first = (first + 1) % values.length;
        count--;
        return takenNs;
    }
}
