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
    private final Answer answer;

    /** The tick thread's own. */
    long newestInferenceNs;

    private volatile boolean charged;
    private volatile boolean retired;

    Proposer(Policy policy, Latencies latencies) {
        this.policy = policy;
        this.answer = new Answer(policy.actionSize());
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
    public final void exchange(TickInputs in, TickOutputs out) {
        exchange(in.tick, out.observed, out.observation, answer);
        answer.into(in);
    }

    /**
     * The same, for a policy that may be in charge or not.
     *
     * @param observed whether there is an observation in this tick
     */
    @HotPath
    abstract void exchange(long tick, boolean observed, float[] observation, Answer answerOut);

    /** Its policy takes over from another. The tick thread only. */
    @HotPath
    final void takeCharge() {
        charged = true;
    }

    /** Whether its policy took over from another. Any thread. */
    @HotPath
    final boolean hasCharge() {
        return charged;
    }

    /** Its policy neither flies nor follows any more: no exchange comes after this. The tick thread only. */
    @HotPath
    final void retire() {
        retired = true;
    }

    /** Whether it may be closed while the flight goes on. Any thread. */
    final boolean retired() {
        return retired;
    }

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
