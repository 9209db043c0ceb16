package dev.creance.app;

import dev.creance.policies.PolicyChoice;
import dev.creance.policies.PolicySource;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import dev.creance.runtime.loop.TakeoverSettings;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which policies follow the one in charge and succeed it: {@code policy.shadow}, {@code policy.swap} and
 * {@code scenario.swaps}.
 *
 * @param swaps in the order of their times
 * @param open whether the flight takes policies from other processes
 * @param takeover how one takes the place of another
 * @param largestObservation values that the records of a flight have room for, where another policy may take over
 * @param trusted whose signature a policy must carry that another process hands in
 */
record LifeCycle(
        Optional<PolicyChoice> shadow,
        List<Swap> swaps,
        boolean open,
        TakeoverSettings takeover,
        int largestObservation,
        Optional<PublicKey> trusted) {
    private static final long SETTLE_NS = 1_000_000_000;
    private static final long BLEND_NS = 300_000_000;
    private static final int LARGEST_OBSERVATION = 256;
    private static final int GREATEST_OBSERVATION = 65_536;

    /** @param atNs since the first policy took over */
    record Swap(long atNs, PolicyChoice choice) {}

    static LifeCycle from(ConfigNode root) {
        ConfigNode policy = root.child("policy");
        Optional<ConfigNode> trust = policy.optional("trust");
        Optional<ConfigNode> swap =
                policy.optional("swap").map(node -> node.only("settle", "blend", "largest_observation"));
        List<Swap> swaps = new ArrayList<>();
        for (ConfigNode item :
                root.child("scenario").optional("swaps").map(ConfigNode::items).orElse(List.of())) {
            item.only("at", "use", "engine");
            long atNs = Math.round(item.child("at").quantity(Dimension.TIME, 0, 3600) * 1e9);
            swaps.add(new Swap(atNs, PolicyChoice.of(item, trust)));
        }
        swaps.sort(Comparator.comparingLong(Swap::atNs));
        return new LifeCycle(
                policy.optional("shadow").map(node -> {
                    if (node.isMap()) {
                        node.only("use", "engine");
                    }
                    return PolicyChoice.of(node, trust);
                }),
                List.copyOf(swaps),
                swap.isPresent(),
                new TakeoverSettings(timeNs(swap, "settle", 60, SETTLE_NS), timeNs(swap, "blend", 10, BLEND_NS)),
                swap.flatMap(node -> node.optional("largest_observation"))
                        .map(node -> node.integer(1, GREATEST_OBSERVATION))
                        .orElse(LARGEST_OBSERVATION),
                trust.isPresent() ? PolicyChoice.ofSection(policy).source().trust() : Optional.empty());
    }

    /** A policy that another process hands in, with the signature that this configuration asks for. */
    PolicySource trusting(PolicySource source) {
        return new PolicySource(source.use(), source.base(), trusted);
    }

    private static long timeNs(Optional<ConfigNode> swap, String key, double greatestS, long byDefaultNs) {
        return swap.flatMap(node -> node.optional(key))
                .map(node -> Math.round(node.quantity(Dimension.TIME, 0, greatestS) * 1e9))
                .orElse(byDefaultNs);
    }

    /** Whether a policy may follow the one in charge. */
    boolean candidates() {
        return shadow.isPresent() || successions();
    }

    /** Whether a policy may take over from another. */
    boolean successions() {
        return open || !swaps.isEmpty();
    }

    /** The shadow and the swaps of the scenario, as the configuration names them. */
    List<PolicyChoice> choices() {
        List<PolicyChoice> choices = new ArrayList<>(shadow.stream().toList());
        swaps.forEach(swap -> choices.add(swap.choice()));
        return choices;
    }
}
