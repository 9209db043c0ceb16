package dev.creance.runtime.loop;

import dev.creance.runtime.HotPath;
import dev.creance.runtime.Policy;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;

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
    public void exchange(TickInputs in, TickOutputs out) {
        in.actionFresh = out.observed;
        newestInferenceNs = 0;
        if (out.observed) {
            in.actionStatus = inference.run(in.tick, out.observation, in.action);
            in.actionTick = in.tick;
            newestInferenceNs = inference.durationNs();
        }
    }

    @Override
    public void close() {
        policy.close();
    }
}
