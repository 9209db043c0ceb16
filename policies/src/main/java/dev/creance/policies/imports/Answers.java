package dev.creance.policies.imports;

import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.config.ConfigNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a person answered. In a file, an answer is a value, or {@code {value: …, from: "…"}} where somebody says how he knows.
 */
public final class Answers {
    private final Map<String, Answer> byKey = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();

    /** @param origin who said so */
    record Answer(ConfigNode value, String origin) {}

    /** Adds an answer of the command line. */
    public void add(String key, String yaml) {
        byKey.put(key, new Answer(ConfigFile.parse("--answer " + key, yaml), "answered"));
    }

    /** Adds the answers of a file: a map by key. */
    public void addAll(ConfigNode file) {
        file.children().forEach((key, node) -> {
            boolean explained = node.isMap() && node.has("value") && node.has("from");
            byKey.put(
                    key,
                    explained
                            ? new Answer(
                                    node.child("value"),
                                    "answered: " + node.child("from").string())
                            : new Answer(node, "answered"));
        });
    }

    Optional<Answer> take(String key) {
        taken.add(key);
        return Optional.ofNullable(byKey.get(key));
    }

    /** Answers that nobody asked for: most often a misspelt key. */
    public Set<String> unused() {
        Set<String> unused = new TreeSet<>(byKey.keySet());
        unused.removeAll(taken);
        return unused;
    }
}
