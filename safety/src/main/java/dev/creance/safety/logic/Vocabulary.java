package dev.creance.safety.logic;

import dev.creance.runtime.Layout;
import java.util.Map;
import java.util.Set;

/**
 * What a formula may speak of.
 *
 * @param channels of a sample, in their order
 * @param tickNs from one sample to the next
 * @param events formulas by the names that they have in others
 * @param unforeseen channels that it may not, as nobody can predict them
 */
public record Vocabulary(Layout channels, long tickNs, Map<String, Specification> events, Set<String> unforeseen) {
    public Vocabulary {
        events = Map.copyOf(events);
        unforeseen = Set.copyOf(unforeseen);
    }

    public Vocabulary(Layout channels, long tickNs) {
        this(channels, tickNs, Map.of(), Set.of());
    }

    Vocabulary with(Map<String, Specification> otherEvents) {
        return new Vocabulary(channels, tickNs, otherEvents, unforeseen);
    }
}
