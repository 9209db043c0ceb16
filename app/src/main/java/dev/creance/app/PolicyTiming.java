package dev.creance.app;

import com.sun.management.ThreadMXBean;
import dev.creance.policies.ManifestPolicy;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.realtime.MonotonicClock;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;

/**
 * How long a policy takes for an answer, and what it leaves to the garbage collector, on the calling thread: the whole of
 * {@code infer}, with its checks of the observation and the action.
 */
record PolicyTiming(String engine, Figures backToBack, Figures paced) {
    /** Longer than the compiler takes to be done with a policy. */
    private static final int WARM_UP_CALLS = 20_000;

    private static final long PERIOD_NS = 1_000_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Microseconds, and bytes on the heap. */
    record Figures(int calls, double p50Us, double p99Us, double p999Us, double maxUs, double bytesPerCall) {}

    /**
     * Measures a policy, twice: as fast as it goes, and once in each millisecond as a loop asks it, when caches and branch
     * predictors have seen other things in between.
     *
     * @param observations asked about in turn
     * @throws IllegalStateException where it fails
     */
    static PolicyTiming of(ManifestPolicy policy, List<float[]> observations, int calls, int pacedCalls) {
        PolicyTiming timing = new Measurement(policy, observations.toArray(float[][]::new)).both(calls, pacedCalls);
        policy.reset();
        return timing;
    }

    private static final class Measurement {
        private final ManifestPolicy policy;
        private final float[][] observations;
        private final float[] action;
        private int next;

        Measurement(ManifestPolicy policy, float[][] observations) {
            this.policy = policy;
            this.observations = observations;
            this.action = new float[policy.actionSize()];
        }

        PolicyTiming both(int calls, int pacedCalls) {
            backToBack(new long[WARM_UP_CALLS]);
            return new PolicyTiming(policy.engine(), backToBack(new long[calls]), paced(new long[pacedCalls]));
        }

        private void ask() {
            if (policy.infer(observations[next], action) == PolicyStatus.FAILED) {
                throw new IllegalStateException(policy.name() + " fails: " + policy.failure());
            }
            next = (next + 1) % observations.length;
        }

        private Figures backToBack(long[] durationsNs) {
            long bytes = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < durationsNs.length; i++) {
                long startNs = System.nanoTime();
                ask();
                durationsNs[i] = System.nanoTime() - startNs;
            }
            return figures(durationsNs, THREADS.getCurrentThreadAllocatedBytes() - bytes);
        }

        private Figures paced(long[] durationsNs) {
            MonotonicClock clock = new MonotonicClock();
            long bytes = 0;
            long dueNs = clock.nowNs();
            for (int i = 0; i < durationsNs.length; i++) {
                dueNs += PERIOD_NS;
                clock.sleepUntil(dueNs);
                long before = THREADS.getCurrentThreadAllocatedBytes();
                long startNs = System.nanoTime();
                ask();
                durationsNs[i] = System.nanoTime() - startNs;
                bytes += THREADS.getCurrentThreadAllocatedBytes() - before;
            }
            return figures(durationsNs, bytes);
        }

        private static Figures figures(long[] durationsNs, long bytes) {
            Arrays.sort(durationsNs);
            return new Figures(
                    durationsNs.length,
                    quantileUs(durationsNs, 0.5),
                    quantileUs(durationsNs, 0.99),
                    quantileUs(durationsNs, 0.999),
                    quantileUs(durationsNs, 1),
                    (double) bytes / durationsNs.length);
        }

        private static double quantileUs(long[] sorted, double share) {
            return sorted[(int) Math.ceil(share * sorted.length) - 1] * 1e-3;
        }
    }
}
