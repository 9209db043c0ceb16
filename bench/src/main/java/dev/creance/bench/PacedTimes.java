package dev.creance.bench;

import java.util.concurrent.locks.LockSupport;

/**
 * Times single calls a millisecond apart, as a policy at 1 kHz is asked: between them the thread sleeps and a walk through other memory
 * throws weights, tensors and code out of the nearer caches.
 */
final class PacedTimes {
    private static final long PERIOD_NS = 1_000_000;

    /** Spun at the end of a sleep. */
    private static final long SPUN_NS = 100_000;

    /** Twice a large second-level cache; the third level is shared with who knows whom. */
    private static final int WALKED_BYTES = 4 << 20;

    private static final int LINE_BYTES = 64;
    private static final byte[] WALKED = new byte[WALKED_BYTES];

    private final Runnable work;
    private final double[] timesNs;
    private int taken;

    PacedTimes(Runnable work, int calls) {
        this.work = work;
        this.timesNs = new double[calls];
    }

    void call() {
        long dueNs = System.nanoTime() + PERIOD_NS;
        walk();
        while (System.nanoTime() < dueNs - SPUN_NS) {
            LockSupport.parkNanos(dueNs - SPUN_NS - System.nanoTime());
        }
        while (System.nanoTime() < dueNs) {
            Thread.onSpinWait();
        }
        long fromNs = System.nanoTime();
        work.run();
        timesNs[taken++] = System.nanoTime() - fromNs;
    }

    private static void walk() {
        for (int i = 0; i < WALKED_BYTES; i += LINE_BYTES) {
            WALKED[i]++;
        }
    }

    Quartiles quartiles() {
        return Quartiles.of(timesNs);
    }
}
