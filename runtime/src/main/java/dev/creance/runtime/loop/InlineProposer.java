package dev.creance.runtime.loop;

import dev.creance.runtime.HotPath;
import dev.creance.runtime.Policy;
import dev.creance.runtime.PolicyStatus;

/**
 * Runs the inference inside the tick: the action answers this tick's observation.
 *
 * <pre>{@code
 * Proposer proposer = new InlineProposer(policy, latencies);
 * }</pre>
 */
public final class InlineProposer extends Proposer {
    public InlineProposer(Policy policy, Latencies latencies) {
        super(policy, latencies);
    }

    @Override
    public void start() {
        inference.warmUp(WARM_UP_INFERENCES);
        policy.reset();
    }

    @Override
    @HotPath
    void exchange(long tick, boolean observed, float[] observation, Answer answerOut) {
        answerOut.fresh = false;
        newestInferenceNs = 0;
        if (!observed) {
            return;
        }
        PolicyStatus status = inference.run(tick, observation, answerOut.action);
        newestInferenceNs = inference.durationNs();
        if (status != PolicyStatus.NONE) {
            answerOut.fresh = true;
            answerOut.status = status;
            answerOut.tick = tick;
        }
    }

    @Override
    public void close() {
        policy.close();
    }
}
