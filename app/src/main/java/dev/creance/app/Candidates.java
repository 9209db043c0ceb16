package dev.creance.app;

import dev.creance.policies.Engine;
import dev.creance.policies.ManifestPolicy;
import dev.creance.policies.PolicyChoice;
import dev.creance.policies.PolicySource;
import dev.creance.runtime.flight.RecordSchema;
import dev.creance.runtime.loop.Entrant;
import dev.creance.runtime.loop.Latencies;
import dev.creance.runtime.loop.Proposer;
import dev.creance.runtime.loop.Seat;
import dev.creance.runtime.loop.Succession;
import dev.creance.runtime.loop.ThreadProposer;
import dev.creance.runtime.loop.TickPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/**
 * Gets policies ready that join a flight: loads, checks and warms them up on a thread of its own, which has no priority, and
 * offers them to the tick.
 */
final class Candidates implements AutoCloseable {
    private static final long LOCKSTEP_LIMIT_NS = 2_000_000_000;
    private static final long POLL_NS = 50_000_000;
    private static final long OFFER_POLL_NS = 1_000_000;
    private static final long CLOSE_LIMIT_MS = 10_000;

    private final LifeCycle lifeCycle;
    private final Optional<ManifestPolicy> shadow;
    private final CandidateLoader loader;
    private final PolicyRoster roster = new PolicyRoster();
    private final boolean lockstep;
    private final Runnable inCharge;
    private final Optional<SwapRequests> requests;
    private final Thread thread =
            Thread.ofPlatform().name("creance-candidates").daemon().unstarted(this::prepare);
    private Succession succession;
    private volatile boolean closing;

    private Candidates(
            LifeCycle lifeCycle,
            Optional<ManifestPolicy> shadow,
            CandidateLoader loader,
            boolean lockstep,
            Optional<SwapRequests> requests,
            Runnable inCharge) {
        this.lifeCycle = lifeCycle;
        this.shadow = shadow;
        this.loader = loader;
        this.lockstep = lockstep;
        this.requests = requests;
        this.inCharge = inCharge;
    }

    /**
     * Those of a flight.
     *
     * @param shadow as {@link #shadow} has loaded it; it is closed with the succession
     * @param inCharge called on the thread of a policy that has taken over, for the priority that is due to it then
     * @throws UsageError where the folder for policies from other processes cannot be made
     */
    static Candidates of(
            Controls controls,
            Optional<ManifestPolicy> shadow,
            RunDirectory directory,
            RecordSchema schema,
            boolean lockstep,
            Runnable inCharge)
            throws UsageError {
        LifeCycle lifeCycle = controls.config().lifeCycle();
        Optional<SwapRequests> requests = Optional.empty();
        if (lifeCycle.open() && !lockstep) {
            try {
                Files.createDirectories(directory.swaps());
            } catch (IOException e) {
                throw new UsageError(directory.swaps() + ", for policies in flight, cannot be made: " + e.getMessage());
            }
            requests = Optional.of(new SwapRequests(directory.swaps(), lifeCycle::trusting));
        }
        CandidateLoader loader = new CandidateLoader(controls, schema);
        Candidates candidates = new Candidates(lifeCycle, shadow, loader, lockstep, requests, inCharge);
        candidates.roster.add(controls.manifest());
        return candidates;
    }

    /** Loads the shadow, where there is one; what the swaps of a scenario name is judged in flight. */
    static Optional<ManifestPolicy> shadow(Controls controls) throws UsageError {
        Optional<PolicyChoice> choice = controls.config().lifeCycle().shadow();
        if (choice.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new CandidateLoader(controls, controls.schema(Map.of()))
                    .load(choice.get().source(), choice.get().engine(), false));
        } catch (CandidateRefused refused) {
            throw refusedShadow(refused);
        }
    }

    private static UsageError refusedShadow(CandidateRefused refused) {
        return new UsageError("policy.shadow: " + refused.getMessage());
    }

    /** Who is who, the policy in charge at first included. */
    PolicyRoster roster() {
        return roster;
    }

    /**
     * Begins to get them ready; the shadow is, when this returns.
     *
     * @param first whose policy is in charge of the pipeline
     * @throws UsageError where the shadow is refused: nothing has moved yet
     */
    Succession start(Proposer first, TickPipeline pipeline) throws UsageError {
        long[] duesNs = LongStream.concat(
                        lifeCycle.shadow().stream().mapToLong(shadow -> Long.MIN_VALUE),
                        lifeCycle.swaps().stream().mapToLong(LifeCycle.Swap::atNs))
                .toArray();
        succession = new Succession(first, pipeline, lockstep ? duesNs : new long[0]);
        if (shadow.isPresent()) {
            try {
                succession.offer(entrant(shadow.get(), false, Long.MIN_VALUE));
            } catch (CandidateRefused refused) {
                throw refusedShadow(refused);
            }
        }
        if (lifeCycle.candidates()) {
            thread.start();
        }
        return succession;
    }

    private void prepare() {
        for (LifeCycle.Swap swap : lifeCycle.swaps()) {
            prepare(swap.choice().source(), swap.choice().engine(), swap.atNs());
        }
        while (!closing) {
            succession.closeRetired();
            requests.flatMap(SwapRequests::next).ifPresent(this::answer);
            LockSupport.parkNanos(POLL_NS);
        }
    }

    private void answer(SwapRequests.Request request) {
        Optional<String> refusal = prepare(request.source(), request.engine(), Long.MIN_VALUE);
        request.answer(refusal.orElse("accepted: it follows, and takes over once it has settled"), refusal.isEmpty());
    }

    /** Why it was refused; empty where it was offered. */
    private Optional<String> prepare(PolicySource source, Engine engine, long dueNs) {
        try {
            offer(entrant(loader.load(source, engine, true), true, dueNs));
            return Optional.empty();
        } catch (CandidateRefused refused) {
            roster.refused(refused.getMessage());
            offer(Entrant.refused(dueNs));
            return Optional.of(refused.getMessage());
        }
    }

    private void offer(Entrant entrant) {
        boolean offered = succession.offer(entrant);
        while (!offered && !closing) {
            LockSupport.parkNanos(OFFER_POLL_NS);
            offered = succession.offer(entrant);
        }
        if (!offered && entrant.proposer() != null) {
            entrant.proposer().close();
        }
    }

    private Entrant entrant(ManifestPolicy policy, boolean succeeds, long dueNs) throws CandidateRefused {
        roster.add(policy);
        Proposer proposer = lockstep
                ? ThreadProposer.lockstep(policy, new Latencies(), LOCKSTEP_LIMIT_NS)
                : ThreadProposer.following(policy, new Latencies(), inCharge);
        try {
            proposer.start();
        } catch (IllegalStateException hangs) {
            proposer.close();
            throw new CandidateRefused(policy.name(), hangs.getMessage());
        }
        return new Entrant(new Seat(policy.identity(), policy, succeeds), proposer, dueNs);
    }

    /** Before the succession is closed. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_LIMIT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
