package dev.creance.record;

import dev.creance.runtime.CandidateInputs;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.Sink;
import dev.creance.runtime.TickRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What policies said about their actions over a flight. Read the results after the recorder was closed. */
public final class RatingStatistics implements Sink {
    /**
     * One number of one policy.
     *
     * @param answers of the policy
     * @param greatestS when it was greatest, since the first tick
     */
    public record Result(
            long policy, String name, long answers, double least, double mean, double greatest, double greatestS) {}

    private static final class Count {
        private final Rating rating;
        private long answers;
        private double sum;
        private double least = Double.POSITIVE_INFINITY;
        private double greatest = Double.NEGATIVE_INFINITY;
        private double greatestS;

        Count(Rating rating) {
            this.rating = rating;
        }

        void take(double value, double timeS) {
            answers++;
            sum += value;
            least = Math.min(least, value);
            if (value > greatest) {
                greatest = value;
                greatestS = timeS;
            }
        }

        Result result(long policy) {
            return new Result(policy, rating.name(), answers, least, sum / answers, greatest, greatestS);
        }
    }

    private final PolicyNames names;
    private final Map<Long, List<Count>> policies = new LinkedHashMap<>();
    private long startNs = Long.MIN_VALUE;

    public RatingStatistics(PolicyNames names) {
        this.names = names;
    }

    @Override
    public void accept(TickRecord tick) {
        startNs = startNs == Long.MIN_VALUE ? tick.in.nowNs : startNs;
        double timeS = (tick.in.nowNs - startNs) / 1e9;
        if (tick.in.actionFresh && tick.in.actionStatus == PolicyStatus.OK) {
            take(tick.out.policy, tick.in.action, timeS);
        }
        CandidateInputs candidate = tick.in.candidate;
        if (candidate.follows() && candidate.actionFresh && candidate.actionStatus == PolicyStatus.OK) {
            take(candidate.id, candidate.action, timeS);
        }
    }

    private void take(long policy, float[] action, double timeS) {
        List<Count> counts = policies.computeIfAbsent(
                policy, id -> names.ratings(id).stream().map(Count::new).toList());
        counts.forEach(count -> count.take(action[count.rating.at()], timeS));
    }

    @Override
    public void close() {}

    /** In the order in which the policies first answered. */
    public List<Result> results() {
        List<Result> results = new ArrayList<>();
        policies.forEach((policy, counts) -> counts.forEach(count -> results.add(count.result(policy))));
        return results;
    }
}
