package dev.creance.safety.logic;

import dev.creance.runtime.Layout;
import java.util.Map;

/**
 * What a formula may speak of.
 *
 * @param channels of a sample, in their order
 * @param tickNs from one sample to the next
 * @param events formulas by the names that they have in others
 */
public record Vocabulary(Layout channels, long tickNs, Map<String, Specification> events) {
    public Vocabulary {
        events = Map.copyOf(events);
    }

    public Vocabulary(Layout channels, long tickNs) {
        this(channels, tickNs, Map.of());
    }
}
