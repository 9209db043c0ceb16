package dev.creance.app;

import dev.creance.runtime.Policy;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.TickInputs;
import java.util.ArrayDeque;
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

    /** An observation of this tick; its values are copied. */
    void observed(long tick, float[] values) {
        unanswered.addLast(new Kept(tick, values.clone()));
    }

    /** Infers from the observation that this recorded action answers, and compares. */
    Optional<Divergence> answered(TickInputs recorded) {
        Kept observation = unanswered.pollFirst();
        while (observation != null && observation.tick() < recorded.actionTick) {
            observation = unanswered.pollFirst();
        }
        if (observation == null || observation.tick() != recorded.actionTick) {
            return Optional.of(different(recorded, "answered observation", recorded.actionTick, "none of this tick"));
        }
        count++;
        PolicyStatus status = policy.infer(observation.values(), action);
        return status == recorded.actionStatus
                ? Divergence.between(recorded.tick, recorded.action, action)
                : Optional.of(different(recorded, "action status", recorded.actionStatus, status));
    }

    private static Divergence different(TickInputs recorded, String field, Object was, Object is) {
        return new Divergence(recorded.tick, field, was.toString(), is.toString(), 0);
    }

    /** Inferences repeated so far. */
    long count() {
        return count;
    }
}
