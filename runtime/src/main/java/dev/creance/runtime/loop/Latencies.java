package dev.creance.runtime.loop;

import dev.creance.runtime.HotPath;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * Latencies of a run, in nanoseconds: recorded without waiting or allocation by the thread that measures, read at any time
 * by another.
 *
 * <pre>{@code
 * Histogram wakeUp = latencies.soFar(Latencies.Kind.WAKE_UP);
 * long p99Ns = wakeUp.getValueAtPercentile(99);
 * }</pre>
 */
public final class Latencies {
    private static final long GREATEST_NS = 60_000_000_000L;
    private static final int DIGITS = 3;
    // As many samples as an hour's stall at the fastest rate would make are not worth making inside a tick.
    private static final int GREATEST_SKIPPED = 100_000;

    /** What is measured. */
    public enum Kind {
        /** Actual minus scheduled start of a tick. */
        WAKE_UP,
        /** From a tick's start to the end of its write. */
        TICK,
        /** One inference, on whichever thread. */
        POLICY,
        /** The shield's decision. */
        SHIELD,
        /** Taking what the device has sent. */
        READ,
        /** Sampling the reference and, in policy ticks, the observation. */
        OBSERVE,
        /** Handing the command to the device. */
        WRITE,
        /** Keeping the record of the tick, after its write. */
        RECORD
    }

    private final SingleWriterRecorder wakeUp = newRecorder();
    private final SingleWriterRecorder tick = newRecorder();
    private final SingleWriterRecorder policy = newRecorder();
    private final SingleWriterRecorder shield = newRecorder();
    private final SingleWriterRecorder read = newRecorder();
    private final SingleWriterRecorder observe = newRecorder();
    private final SingleWriterRecorder write = newRecorder();
    private final SingleWriterRecorder keep = newRecorder();
    private final Map<Kind, Totals> totals = new EnumMap<>(Kind.class);

    /** What was recorded up to the last look, and the histogram that is swapped in at the next. */
    private static final class Totals {
        private final Histogram all = new Histogram(1, GREATEST_NS, DIGITS);
        private Histogram spare;

        void take(SingleWriterRecorder recorder) {
            spare = recorder.getIntervalHistogram(spare);
            all.add(spare);
        }
    }

    private static SingleWriterRecorder newRecorder() {
        return new SingleWriterRecorder(1, GREATEST_NS, DIGITS);
    }

    /**
     * A tick's wake-up latency, with those of the ticks that were skipped before it. These would have started together with
     * it, each one period later against its own schedule than the next: one stall weighs as many samples as the ticks it
     * cost (coordinated omission). HdrHistogram's {@code recordValueWithExpectedInterval} guesses that number from the
     * latency, and counts a late tick that was not skipped twice; here it is known.
     */
    @HotPath
    void wakeUp(long latencyNs, long skippedBefore, long periodNs) {
        record(wakeUp, latencyNs);
        long skipped = Math.min(skippedBefore, GREATEST_SKIPPED);
        for (long i = 1; i <= skipped; i++) {
            record(wakeUp, latencyNs + i * periodNs);
        }
    }

    @HotPath
    void tick(long durationNs) {
        record(tick, durationNs);
    }

    @HotPath
    void policy(long durationNs) {
        record(policy, durationNs);
    }

    @HotPath
    void shield(long durationNs) {
        record(shield, durationNs);
    }

    @HotPath
    void read(long durationNs) {
        record(read, durationNs);
    }

    @HotPath
    void observe(long durationNs) {
        record(observe, durationNs);
    }

    @HotPath
    void write(long durationNs) {
        record(write, durationNs);
    }

    @HotPath
    void keep(long durationNs) {
        record(keep, durationNs);
    }

    // Out of range would throw.
    @HotPath
    private static void record(SingleWriterRecorder recorder, long valueNs) {
        recorder.recordValue(Math.clamp(valueNs, 0, GREATEST_NS));
    }

    /** A copy of everything recorded so far, in ns. Any thread. */
    public synchronized Histogram soFar(Kind kind) {
        return newest(kind).copy();
    }

    /**
     * P50, P99, P99.9 and the greatest of everything recorded so far, in ns, without the garbage of a copy. Any thread.
     *
     * @param figuresOut takes them from {@code at} on
     */
    public synchronized void soFar(Kind kind, long[] figuresOut, int at) {
        Histogram all = newest(kind);
        figuresOut[at] = all.getValueAtPercentile(50);
        figuresOut[at + 1] = all.getValueAtPercentile(99);
        figuresOut[at + 2] = all.getValueAtPercentile(99.9);
        figuresOut[at + 3] = all.getMaxValue();
    }

    private Histogram newest(Kind kind) {
        Totals total = totals.computeIfAbsent(kind, unused -> new Totals());
        total.take(recorder(kind));
        return total.all;
    }

    private SingleWriterRecorder recorder(Kind kind) {
        return switch (kind) {
            case WAKE_UP -> wakeUp;
            case TICK -> tick;
            case POLICY -> policy;
            case SHIELD -> shield;
            case READ -> read;
            case OBSERVE -> observe;
            case WRITE -> write;
            case RECORD -> keep;
        };
    }
}
