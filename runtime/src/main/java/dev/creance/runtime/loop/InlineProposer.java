package dev.creance.runtime.loop;

import dev.creance.runtime.HotPath;
import dev.creance.runtime.Policy;

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
        answerOut.fresh = observed;
        newestInferenceNs = 0;
        if (observed) {
            answerOut.status = inference.run(tick, observation, answerOut.action);
            answerOut.tick = tick;
            newestInferenceNs = inference.durationNs();
        }
    }

    @Override
    public void close() {
        policy.close();
    }
}
