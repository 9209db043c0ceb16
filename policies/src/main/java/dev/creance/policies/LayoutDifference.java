package dev.creance.policies;

import dev.creance.runtime.config.ConfigNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The first place where two manifests feed their networks something else: equal sizes do not make equal observations. */
final class LayoutDifference {
    /** What a term or a tensor is called changes nothing in its values. */
    private static final Set<String> NAMES = Set.of("term", "tensor", "normaliser");

    private LayoutDifference() {}

    /** In words, with both values; empty where the observations and the rates are the same. */
    static Optional<String> between(ConfigNode a, ConfigNode b) {
        Optional<String> rate =
                nodes(a.child("rates").child("native"), b.child("rates").child("native"));
        return rate.isPresent() ? rate : nodes(a.child("observation"), b.child("observation"));
    }

    /**
     * How what the second goes on top of differs from what the first does; empty where it does not, and where the second stands
     * alone: it is then shown its own part of what the first observes.
     */
    static Optional<String> ofBases(ConfigNode a, ConfigNode b) {
        String ofA = base(a);
        String ofB = base(b);
        return ofB.isEmpty() || ofB.equals(ofA)
                ? Optional.empty()
                : Optional.of("action.base is " + (ofA.isEmpty() ? "nothing" : ofA) + " against " + ofB);
    }

    private static String base(ConfigNode manifest) {
        Optional<ConfigNode> base = manifest.child("action").optional("base");
        return base.map(on -> on.has("controller")
                        ? "the controller " + on.child("controller").string()
                        : "a policy with sha256 " + on.child("sha256").string())
                .orElse("");
    }

    private static Optional<String> nodes(ConfigNode a, ConfigNode b) {
        if (a.isMap() && b.isMap()) {
            Set<String> keys = new LinkedHashSet<>(a.children().keySet());
            keys.addAll(b.children().keySet());
            keys.removeAll(NAMES);
            for (String key : keys) {
                if (!a.has(key) || !b.has(key)) {
                    ConfigNode has = a.has(key) ? a.child(key) : b.child(key);
                    return Optional.of(has.path() + " stands in one of them only");
                }
                Optional<String> difference = nodes(a.child(key), b.child(key));
                if (difference.isPresent()) {
                    return difference;
                }
            }
            return Optional.empty();
        }
        if (a.isList() && b.isList()) {
            List<ConfigNode> ofA = a.items();
            List<ConfigNode> ofB = b.items();
            for (int i = 0; i < Math.min(ofA.size(), ofB.size()); i++) {
                Optional<String> difference = nodes(ofA.get(i), ofB.get(i));
                if (difference.isPresent()) {
                    return difference;
                }
            }
            return ofA.size() == ofB.size()
                    ? Optional.empty()
                    : Optional.of(a.path() + " has " + ofA.size() + " items against " + ofB.size());
        }
        if (a.isScalar() && b.isScalar()) {
            return same(a.string(), b.string())
                    ? Optional.empty()
                    : Optional.of(a.path() + " is " + a.string() + " against " + b.string());
        }
        return Optional.of(a.path() + " is a " + kind(a) + " against a " + kind(b));
    }

    private static String kind(ConfigNode node) {
        return node.isMap() ? "map" : node.isList() ? "list" : "value";
    }

    /** 0.6 and 0.60 are one number. */
    private static boolean same(String a, String b) {
        if (a.equals(b)) {
            return true;
        }
        try {
            return Double.parseDouble(a) == Double.parseDouble(b);
        } catch (NumberFormatException text) {
            return false;
        }
    }
}
