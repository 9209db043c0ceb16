package dev.creance.app;

import dev.creance.runtime.CandidateInputs;
import dev.creance.runtime.Policy;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.TickInputs;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/**
 * Repeats the inferences of a recorded run. A slow policy's action may come after later observations were taken, and those it
 * never saw are never answered: so every observation is kept until an action answers it or a later one.
 */
final class RepeatedInferences {
    private record Kept(long tick, float[] values) {}

    private final Policy policy;
    private final Deque<Kept> unanswered = new ArrayDeque<>();
    private final float[] action;
    private long count;

    RepeatedInferences(Policy policy) {
        this.policy = policy;
        this.action = new float[policy.actionSize()];
    }

    /** An observation of this tick; its values are copied, up to as many as the policy observes. */
    void observed(long tick, float[] values) {
        unanswered.addLast(new Kept(tick, Arrays.copyOf(values, policy.observationSize())));
    }

    /** Infers from the observation that the recorded action of the policy in charge answers, and compares. */
    Optional<Divergence> answered(TickInputs recorded) {
        return answered(recorded.tick, recorded.actionTick, recorded.actionStatus, recorded.action);
    }

    /** The same for the policy that follows it. */
    Optional<Divergence> answeredByCandidate(TickInputs recorded) {
        CandidateInputs candidate = recorded.candidate;
        return answered(recorded.tick, candidate.actionTick, candidate.actionStatus, candidate.action);
    }

    private Optional<Divergence> answered(long tick, long actionTick, PolicyStatus recorded, float[] recordedAction) {
        Kept observation = unanswered.pollFirst();
        while (observation != null && observation.tick() < actionTick) {
            observation = unanswered.pollFirst();
        }
        if (observation == null || observation.tick() != actionTick) {
            return Optional.of(different(tick, "answered observation", actionTick, "none of this tick"));
        }
        count++;
        PolicyStatus status = policy.infer(observation.values(), action);
        return status == recorded
                ? Divergence.between(tick, Arrays.copyOf(recordedAction, action.length), action)
                : Optional.of(different(tick, "action status", recorded, status));
    }

    private static Divergence different(long tick, String field, Object was, Object is) {
        return new Divergence(tick, field, was.toString(), is.toString(), 0);
    }

    /** Inferences repeated so far. */
    long count() {
        return count;
    }
}
