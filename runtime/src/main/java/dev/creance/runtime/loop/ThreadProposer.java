package dev.creance.runtime.loop;

import dev.creance.runtime.HotPath;
import dev.creance.runtime.Policy;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.realtime.Signal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs the inference on a thread of its own. The tick never waits for it: a busy policy finds the newest observation when
 * it is free again, and a hung one shows in the age of its action. An action is there in the tick after its observation at
 * the earliest; in lockstep it is there in exactly that tick.
 *
 * <p>It is the policy that waits: it begins an inference only after a tick has taken the action before. So each inference
 * stands in the log, and a replay that repeats those in the log carries the same recurrent state.
 *
 * <pre>{@code
 * Proposer proposer = ThreadProposer.realtime(policy, latencies, () -> Realtime.fifo(60));
 * proposer.start();
 * }</pre>
 */
public final class ThreadProposer extends Proposer {
    private static final long WARM_UP_LIMIT_S = 60;
    private static final long IDLE_NS = 100_000_000;
    private static final long CLOSE_LIMIT_MS = 200;
    private static final long POLL_NS = 20_000;
    private static final int SPINS = 2_000;

    private final Runnable onThread;
    private final Runnable inCharge;
    private final long lockstepLimitNs;
    private final TripleBuffer<Observation> observations;
    private final TripleBuffer<Action> actions;
    private final Signal changed = new Signal();
    private final CountDownLatch warm = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean closing;
    private volatile Throwable warmUpFailure;

    /** The observation whose action a tick has taken: permission for the next inference. Written by the tick thread alone. */
    private volatile long takenTick = -1;

    // The policy thread's own:
    private long answeredTick = -1;
    private boolean inChargeSaid;

    // The tick thread's own:
    private long observedTick = -1;
    private boolean givenUp;

    private static final class Observation {
        private final float[] values;
        private long tick;

        Observation(int size) {
            values = new float[size];
        }
    }

    private static final class Action {
        private final float[] values;
        private long tick;
        private PolicyStatus status = PolicyStatus.NONE;
        private long inferenceNs;

        Action(int size) {
            values = new float[size];
        }
    }

    private ThreadProposer(
            Policy policy, Latencies latencies, Runnable onThread, Runnable inCharge, long lockstepLimitNs) {
        super(policy, latencies);
        this.onThread = onThread;
        this.inCharge = inCharge;
        this.lockstepLimitNs = lockstepLimitNs;
        this.observations = new TripleBuffer<>(() -> new Observation(policy.observationSize()));
        this.actions = new TripleBuffer<>(() -> new Action(policy.actionSize()));
        this.thread = Thread.ofPlatform().name("creance-policy").daemon().unstarted(this::run);
    }

    /** @param onThread called first on the policy's thread, for its priority */
    public static ThreadProposer realtime(Policy policy, Latencies latencies, Runnable onThread) {
        return new ThreadProposer(policy, latencies, onThread, () -> {}, 0);
    }

    /**
     * For a policy that follows another: on a thread of no priority, so that it takes no processor from the one in charge.
     *
     * @param inCharge called on the policy's thread once it has taken over, for the priority that is due to it then
     */
    public static ThreadProposer following(Policy policy, Latencies latencies, Runnable inCharge) {
        return new ThreadProposer(policy, latencies, () -> {}, inCharge, 0);
    }

    /**
     * For runs in lockstep: the tick waits for the action that is due in it.
     *
     * @param limitNs of real time; a policy that takes longer is hung, and none of its actions is taken any more
     */
    public static ThreadProposer lockstep(Policy policy, Latencies latencies, long limitNs) {
        if (limitNs <= 0) {
            throw new IllegalArgumentException("limitNs=" + limitNs + " <= 0");
        }
        return new ThreadProposer(policy, latencies, () -> {}, () -> {}, limitNs);
    }

    @Override
    public void start() {
        thread.start();
        try {
            if (!warm.await(WARM_UP_LIMIT_S, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "policy " + policy.name() + " hangs: " + WARM_UP_INFERENCES + " inferences on zeros took over "
                                + WARM_UP_LIMIT_S + " s; check it with 'creance policy verify'");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the policy warmed up", e);
        }
        if (warmUpFailure != null) {
            throw new IllegalStateException(warmUpFailure.getMessage(), warmUpFailure);
        }
    }

    private void run() {
        try {
            onThread.run();
            inference.warmUp(WARM_UP_INFERENCES);
            policy.reset();
        } catch (Throwable thrown) {
            warmUpFailure = thrown;
            return;
        } finally {
            warm.countDown();
        }
        while (!closing) {
            int seen = changed.value();
            if (hasCharge() && !inChargeSaid) {
                inChargeSaid = true;
                inCharge.run();
            }
            if (!answerNext()) {
                changed.await(seen, IDLE_NS);
            }
        }
    }

    /** Infers once where there is something to infer from and the action before was taken. The policy's thread only. */
    boolean answerNext() {
        if (takenTick != answeredTick || !observations.take()) {
            return false;
        }
        answeredTick = answer(observations.readable());
        return true;
    }

    private long answer(Observation observation) {
        Action action = actions.writable();
        action.status = inference.run(observation.tick, observation.values, action.values);
        action.tick = observation.tick;
        action.inferenceNs = inference.durationNs();
        actions.publish();
        return observation.tick;
    }

    @Override
    @HotPath
    void exchange(long tick, boolean observed, float[] observation, Answer answerOut) {
        boolean taken = lockstepLimitNs > 0 ? awaitAction() : actions.take();
        boolean fresh = taken && actions.readable().status != PolicyStatus.NONE;
        answerOut.fresh = fresh;
        newestInferenceNs = 0;
        if (fresh) {
            bring(answerOut);
        }
        if (observed) {
            submit(tick, observation);
        }
        if (taken) {
            takenTick = actions.readable().tick; // after the hand-over: the waiting policy finds the newest observation
        }
        if (observed || (taken && takenTick < observedTick)) {
            changed.raise();
        }
    }

    @HotPath
    private void bring(Answer answerOut) {
        Action action = actions.readable();
        System.arraycopy(action.values, 0, answerOut.action, 0, action.values.length);
        answerOut.tick = action.tick;
        answerOut.status = action.status;
        newestInferenceNs = action.inferenceNs;
    }

    @HotPath
    private void submit(long tick, float[] values) {
        Observation observation = observations.writable();
        System.arraycopy(values, 0, observation.values, 0, values.length);
        observation.tick = tick;
        observedTick = tick;
        observations.publish();
    }

    /** Waits for the action that answers the newest observation, once; false where none is due or the policy hangs. */
    private boolean awaitAction() {
        if (observedTick == takenTick || givenUp) {
            return false;
        }
        long startNs = System.nanoTime();
        for (int polls = 0; !actions.take(); polls++) {
            if (System.nanoTime() - startNs > lockstepLimitNs) {
                givenUp = true;
                return false;
            }
            if (polls < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(POLL_NS);
            }
        }
        return true;
    }

    /** Whether the policy's thread has not come back from an inference although it was closed. */
    public boolean hung() {
        return closing && thread.isAlive();
    }

    /** Ends the thread and closes the policy; a hung policy is left alone, on its daemon thread, with its memory. */
    @Override
    public void close() {
        closing = true;
        changed.raise();
        try {
            thread.join(CLOSE_LIMIT_MS);
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(CLOSE_LIMIT_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!thread.isAlive()) {
            policy.close();
        }
    }
}
