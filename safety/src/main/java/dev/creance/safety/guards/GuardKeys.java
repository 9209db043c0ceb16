package dev.creance.safety.guards;

import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;

/** Readings that guards share. */
final class GuardKeys {
    private static final double LONGEST_S = 3600;
    private static final double MOST = 1e9;
    private static final long STANDARD_DWELL_NS = 200_000_000;

    private GuardKeys() {}

    static long dwellNs(ConfigNode node) {
        return durationNs(node, "dwell", STANDARD_DWELL_NS);
    }

    static long durationNs(ConfigNode node, String key, long standardNs) {
        return node.optional(key).map(given -> given.nanoseconds(LONGEST_S)).orElse(standardNs);
    }

    static double number(ConfigNode node, String key, double least) {
        return node.child(key).quantity(Dimension.RATIO, least, MOST);
    }

    static double number(ConfigNode node, String key, double least, double standard) {
        return node.has(key) ? number(node, key, least) : standard;
    }

    static int count(ConfigNode node, String key, int least, int greatest, int standard) {
        return node.optional(key).map(given -> given.integer(least, greatest)).orElse(standard);
    }

    static Finding reaction(ConfigNode node) {
        boolean warn = node.optional("reaction")
                .map(word -> word.choice("backup", "warn").equals("warn"))
                .orElse(false);
        return warn ? Finding.WARN : Finding.REJECT;
    }
}
