package dev.creance.runtime.loop;

import dev.creance.runtime.Policy;
import dev.creance.runtime.PolicyStatus;
import java.util.concurrent.atomic.AtomicLong;

/** One call of a policy, with its exceptions caught, its duration and its allocation measured. One thread calls. */
final class Inference {
    private final Policy policy;
    private final Latencies latencies;
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong allocatedBytes = new AtomicLong();
    private volatile TickFailure failure;
    private long durationNs;

    Inference(Policy policy, Latencies latencies) {
        this.policy = policy;
        this.latencies = latencies;
    }

    PolicyStatus run(long tick, float[] observation, float[] actionOut) {
        long bytesBefore = ThreadMeter.allocatedBytes();
        long startNs = System.nanoTime();
        PolicyStatus status;
        try {
            status = policy.infer(observation, actionOut);
        } catch (Throwable thrown) {
            status = PolicyStatus.FAILED;
            if (failure == null) {
                failure = new TickFailure(tick, "policy.infer", thrown);
            }
        }
        durationNs = System.nanoTime() - startNs;
        latencies.policy(durationNs);
        allocatedBytes.lazySet(allocatedBytes.getPlain() + ThreadMeter.allocatedBytes() - bytesBefore);
        count.lazySet(count.getPlain() + 1);
        return status;
    }

    /**
     * Runs the policy on zeros, uncounted; the caller resets it afterwards.
     *
     * @throws IllegalStateException where it fails
     */
    void warmUp(int runs) {
        float[] observation = new float[policy.observationSize()];
        float[] action = new float[policy.actionSize()];
        for (int i = 0; i < runs; i++) {
            PolicyStatus status;
            try {
                status = policy.infer(observation, action);
            } catch (Throwable thrown) {
                throw new IllegalStateException(failsOnZeros(thrown.toString()), thrown);
            }
            if (status == PolicyStatus.FAILED) {
                throw new IllegalStateException(failsOnZeros("its engine reports a failure"));
            }
        }
    }

    private String failsOnZeros(String why) {
        return "policy " + policy.name() + " cannot infer from zeros: " + why + "; see 'creance policy verify'";
    }

    long durationNs() {
        return durationNs;
    }

    long count() {
        return count.get();
    }

    long allocatedBytes() {
        return allocatedBytes.get();
    }

    TickFailure failure() {
        return failure;
    }
}
