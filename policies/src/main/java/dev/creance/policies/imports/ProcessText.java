package dev.creance.policies.imports;

import dev.creance.runtime.config.ConfigNode;
import java.util.ArrayList;
import java.util.List;

/** Writes operations; a list of numbers that is all the same becomes one, a list for joints gets its order. */
final class ProcessText {
    private final String order;
    private final List<String> operations = new ArrayList<>();

    private ProcessText(String order) {
        this.order = order;
    }

    /** For values that belong to no joints. */
    static ProcessText plain() {
        return new ProcessText("");
    }

    /** For values of joints in this order. */
    static ProcessText ofJoints(String order) {
        return new ProcessText(order);
    }

    private String numbers(ConfigNode node) {
        if (!node.isList()) {
            return node.string();
        }
        return numbers(Sections.names(node));
    }

    private String numbers(List<String> texts) {
        if (texts.stream().distinct().count() == 1) {
            return texts.getFirst();
        }
        return order.isEmpty() ? Yaml.flow(texts) : Sections.vector(order, Yaml.flow(texts));
    }

    ProcessText clip(ConfigNode low, ConfigNode high) {
        operations.add("{clip: [" + numbers(low) + ", " + numbers(high) + "]}");
        return this;
    }

    /** A list of [low, high], one for each value. */
    ProcessText clipPairs(ConfigNode pairs) {
        List<String> low = pairs.items().stream()
                .map(pair -> pair.items(2).get(0).string())
                .toList();
        List<String> high = pairs.items().stream()
                .map(pair -> pair.items(2).get(1).string())
                .toList();
        operations.add("{clip: [" + numbers(low) + ", " + numbers(high) + "]}");
        return this;
    }

    /** Symmetric about 0. */
    ProcessText clip(ConfigNode magnitude) {
        operations.add("{clip: [-" + magnitude.string() + ", " + magnitude.string() + "]}");
        return this;
    }

    /** A scale of 1 says nothing. */
    ProcessText scale(ConfigNode node) {
        boolean one = node.isList()
                ? Sections.names(node).stream().allMatch(text -> Double.parseDouble(text) == 1)
                : Double.parseDouble(node.string()) == 1;
        if (!one) {
            operations.add("{scale: " + numbers(node) + "}");
        }
        return this;
    }

    ProcessText offset(ConfigNode node) {
        operations.add("{offset: " + numbers(node) + "}");
        return this;
    }

    String text() {
        return "[" + String.join(", ", operations) + "]";
    }
}
