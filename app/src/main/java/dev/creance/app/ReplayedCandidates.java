package dev.creance.app;

import dev.creance.policies.Engine;
import dev.creance.policies.ManifestPolicy;
import dev.creance.policies.PolicyChoice;
import dev.creance.policies.PolicySource;
import dev.creance.record.LogReader;
import dev.creance.record.PolicyNames;
import dev.creance.runtime.CandidateInputs;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import dev.creance.runtime.loop.Seat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The policies that followed in a recorded run, seated again where they were. A tick names them by a number that follows from
 * their manifests, so that no other can take their place: they are the shadow and the swaps of the configuration, and the bundles
 * that were handed in, which lie beside the log.
 */
final class ReplayedCandidates implements AutoCloseable {
    private final Controls controls;
    private final CandidateLoader loader;
    private final Path handedIn;
    private final boolean sameMachine;
    private final List<ManifestPolicy> open = new ArrayList<>();
    private long id;
    private boolean succeeds;
    private Seat seat;
    private RepeatedInferences inferences;
    private long count;

    /** @param sameMachine whether the one in charge is re-executed, so that its engine's actions can be too */
    ReplayedCandidates(Controls controls, LogReader log, boolean sameMachine) {
        this.controls = controls;
        this.loader = new CandidateLoader(controls, log.schema());
        this.handedIn = log.files().getFirst().resolveSibling(RunDirectory.SWAPS);
        this.sameMachine = sameMachine;
    }

    /** Before a tick: seats whoever joined in it. */
    void begin(TickInputs recorded, TickOutputs before) throws UsageError {
        CandidateInputs candidate = recorded.candidate;
        boolean joins = candidate.follows()
                && (candidate.id != id || candidate.succeeds != succeeds || before.handover.isOver());
        id = candidate.id;
        succeeds = candidate.succeeds;
        if (joins) {
            drop();
            ManifestPolicy policy = load(candidate.id, candidate.succeeds);
            seat = new Seat(candidate.id, policy, candidate.succeeds);
            boolean again = policy.portable()
                    || (sameMachine
                            && policy.engine().equals(controls.manifest().engine()));
            inferences = again ? new RepeatedInferences(policy) : null;
            controls.pipeline().follow(seat, recorded.nowNs);
        } else if (!candidate.follows()) {
            drop();
        }
    }

    private void drop() {
        count += inferences == null ? 0 : inferences.count();
        seat = null;
        inferences = null;
    }

    private ManifestPolicy load(long wanted, boolean toSucceed) throws UsageError {
        for (PolicyChoice choice : controls.config().lifeCycle().choices()) {
            Optional<ManifestPolicy> policy = tryLoad(choice.source(), choice.engine(), wanted, toSucceed);
            if (policy.isPresent()) {
                return policy.get();
            }
        }
        for (Path bundle : SwapRequests.bundles(handedIn)) {
            PolicySource source = PolicySource.of(bundle.toAbsolutePath().toString(), handedIn);
            Optional<ManifestPolicy> policy = tryLoad(source, SwapRequests.engineOf(bundle), wanted, toSucceed);
            if (policy.isPresent()) {
                return policy.get();
            }
        }
        throw new UsageError(PolicyNames.hex(wanted) + " followed in this run, and neither the configuration nor "
                + handedIn + " holds it any more; put its files in their place");
    }

    private Optional<ManifestPolicy> tryLoad(PolicySource source, Engine engine, long wanted, boolean toSucceed) {
        try {
            ManifestPolicy policy = loader.load(source, engine, toSucceed);
            if (policy.identity() == wanted) {
                open.add(policy);
                return Optional.of(policy);
            }
            policy.close();
        } catch (CandidateRefused another) {
            // one that was refused in the run did not follow
        }
        return Optional.empty();
    }

    /** Between a tick's observations and its decision: repeats the inference whose action came in it, and compares. */
    Optional<Divergence> infer(TickInputs recorded) {
        if (seat == null || inferences == null) {
            return Optional.empty();
        }
        if (seat.observed()) {
            inferences.observed(recorded.tick, seat.observation());
        }
        return recorded.candidate.actionFresh ? inferences.answeredByCandidate(recorded) : Optional.empty();
    }

    /** Its inferences go on as those of the one in charge; null where they cannot be repeated. */
    RepeatedInferences takeOver() {
        RepeatedInferences taken = inferences;
        inferences = null;
        seat = null;
        return taken;
    }

    /** Inferences repeated so far, without those of a policy that took over. */
    long count() {
        return count + (inferences == null ? 0 : inferences.count());
    }

    @Override
    public void close() {
        open.forEach(ManifestPolicy::close);
    }
}
