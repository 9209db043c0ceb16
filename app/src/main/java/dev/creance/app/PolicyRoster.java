package dev.creance.app;

import dev.creance.policies.FlownPolicy;
import dev.creance.record.PolicyNames;
import dev.creance.record.Rating;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The policies of a run by the numbers that its records hold, and why others were refused. Any thread. */
final class PolicyRoster implements PolicyNames {
    private final Map<Long, RunSummary.PolicyIdentity> policies = new ConcurrentHashMap<>();
    private final Map<Long, List<Rating>> ratings = new ConcurrentHashMap<>();
    private final List<String> refusals = new CopyOnWriteArrayList<>();

    void add(FlownPolicy policy) {
        policies.put(policy.identity(), RunSummary.PolicyIdentity.of(policy));
        ratings.put(
                policy.identity(),
                policy.ratingPlaces().entrySet().stream()
                        .map(entry -> new Rating(entry.getKey(), entry.getValue()))
                        .toList());
    }

    void refused(String why) {
        refusals.add(why);
    }

    List<String> refusals() {
        return List.copyOf(refusals);
    }

    RunSummary.PolicyIdentity of(long id) {
        return policies.getOrDefault(id, new RunSummary.PolicyIdentity(PolicyNames.hex(id), "", "", ""));
    }

    @Override
    public String name(long id) {
        RunSummary.PolicyIdentity policy = policies.get(id);
        return policy == null ? PolicyNames.hex(id) : policy.name() + " (sha256 " + policy.sha256() + ")";
    }

    @Override
    public List<Rating> ratings(long id) {
        return ratings.getOrDefault(id, List.of());
    }

    @Override
    public String refusal(int count) {
        return refusals.get(count - 1);
    }
}
