package dev.creance.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** Times one contestant batch by batch: a batch takes about two milliseconds, and its mean is one sample. */
final class BatchTimes {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long BATCH_NS = 2_000_000;

    private final Runnable work;
    private final double[] meansNs;
    private int calls = 1;
    private int taken;
    private double bytesPerCall;

    BatchTimes(Runnable work, int batches) {
        this.work = work;
        this.meansNs = new double[batches];
    }

    /**
     * Runs for so long that the JIT has had its time, and sizes the batch; up to ten times as long where it still allocates, as what
     * is not yet compiled does.
     */
    void warmUp(long durationNs) {
        long fromNs = System.nanoTime();
        long bytes = 1;
        long elapsedNs = 0;
        while (elapsedNs < durationNs || (bytes > 0 && elapsedNs < 10 * durationNs)) {
            long startNs = System.nanoTime();
            bytes = -THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < calls; i++) {
                work.run();
            }
            bytes += THREADS.getCurrentThreadAllocatedBytes();
            long tookNs = System.nanoTime() - startNs;
            if (tookNs < BATCH_NS / 2) {
                calls *= 2;
            } else if (tookNs > 2 * BATCH_NS && calls > 1) {
                calls /= 2;
            }
            elapsedNs = System.nanoTime() - fromNs;
        }
    }

    void batch() {
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long startNs = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            work.run();
        }
        meansNs[taken++] = (double) (System.nanoTime() - startNs) / calls;
        bytesPerCall = (double) (THREADS.getCurrentThreadAllocatedBytes() - bytes) / calls;
    }

    double leastNs() {
        return Arrays.stream(meansNs, 0, taken).min().orElse(Double.NaN);
    }

    double medianNs() {
        return Quartiles.of(Arrays.copyOf(meansNs, taken)).median();
    }

    /** Means of the batches, in their order. */
    double[] meansNs() {
        return Arrays.copyOf(meansNs, taken);
    }

    /** Of the last batch. */
    double bytesPerCall() {
        return bytesPerCall;
    }

    int taken() {
        return taken;
    }
}
