package dev.creance.runtime.loop;

import dev.creance.runtime.HotPath;
import dev.creance.runtime.Policy;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import java.util.Optional;

/**
 * Runs the inference inside the tick: the action answers this tick's observation.
 *
 * <pre>{@code
 * Proposer proposer = new InlineProposer(policy, latencies);
 * }</pre>
 */
public final class InlineProposer implements Proposer {
    private final Policy policy;
    private final Inference inference;
    private long newestInferenceNs;

    public InlineProposer(Policy policy, Latencies latencies) {
        this.policy = policy;
        this.inference = new Inference(policy, latencies);
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
    public long newestInferenceNs() {
        return newestInferenceNs;
    }

    @Override
    public long inferences() {
        return inference.count();
    }

    @Override
    public long allocatedBytes() {
        return inference.allocatedBytes();
    }

    @Override
    public Optional<TickFailure> failure() {
        return Optional.ofNullable(inference.failure());
    }

    @Override
    public void close() {
        policy.close();
    }
}
