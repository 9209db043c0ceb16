package dev.creance.record;

import dev.creance.runtime.CandidateInputs;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.TickRecord;
import java.util.List;
import java.util.Optional;

/** What policies say about their actions, by name: a message with each answer of a policy that says something. */
final class RatingMessages {
    private final PolicyNames names;

    RatingMessages(PolicyNames names) {
        this.names = names;
    }

    /** Of the policy in charge. */
    Optional<byte[]> inCharge(TickRecord tick) {
        boolean answered = tick.in.actionFresh && tick.in.actionStatus == PolicyStatus.OK;
        return answered ? message(tick, tick.out.policy, tick.in.action) : Optional.empty();
    }

    /** Of the policy that follows it. */
    Optional<byte[]> candidate(TickRecord tick) {
        CandidateInputs candidate = tick.in.candidate;
        boolean answered = candidate.follows() && candidate.actionFresh && candidate.actionStatus == PolicyStatus.OK;
        return answered ? message(tick, candidate.id, candidate.action) : Optional.empty();
    }

    private Optional<byte[]> message(TickRecord tick, long policy, float[] action) {
        List<Rating> ratings = names.ratings(policy);
        return ratings.isEmpty()
                ? Optional.empty()
                : Optional.of(JsonMessages.ratings(tick.in, names.name(policy), ratings, action));
    }
}
