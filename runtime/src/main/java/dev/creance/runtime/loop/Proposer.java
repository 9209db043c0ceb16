package dev.creance.runtime.loop;

import dev.creance.runtime.HotPath;
import dev.creance.runtime.Policy;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import java.util.Optional;

/**
 * Runs a policy's inference, inline or on a thread of its own, and brings its newest action into the tick. It owns the
 * policy: {@code close} closes it too.
 *
 * <pre>{@code
 * proposer.start();
 * pipeline.observe(in, out);
 * proposer.exchange(in, out);
 * pipeline.decide(in, out);
 * }</pre>
 */
public abstract sealed class Proposer implements AutoCloseable permits InlineProposer, ThreadProposer {
    /** Inferences run before the first tick, so that code is compiled and the engine has its memory. */
    static final int WARM_UP_INFERENCES = 500;

    final Policy policy;
    final Inference inference;

    /** The tick thread's own. */
    long newestInferenceNs;

    Proposer(Policy policy, Latencies latencies) {
        this.policy = policy;
        this.inference = new Inference(policy, latencies);
    }

    /**
     * Warms the policy up and resets it. Blocks.
     *
     * @throws IllegalStateException where the policy does not get through its warm-up
     */
    public abstract void start();

    /**
     * Hands over this tick's observation, where there is one, and takes the newest action, where there is a new one.
     *
     * @param in its action fields are modified
     */
    @HotPath
    public abstract void exchange(TickInputs in, TickOutputs out);

    /** Duration of the inference whose action the newest exchange brought, ns; 0 where it brought none. */
    @HotPath
    public final long newestInferenceNs() {
        return newestInferenceNs;
    }

    /** Inferences since the start. Any thread. */
    public final long inferences() {
        return inference.count();
    }

    /** Bytes that these inferences allocated on the JVM's heap. Any thread. */
    public final long allocatedBytes() {
        return inference.allocatedBytes();
    }

    /** The first exception that an inference threw; the action was then reported as failed. Any thread. */
    public final Optional<TickFailure> failure() {
        return Optional.ofNullable(inference.failure());
    }

    @Override
    public abstract void close();
}
