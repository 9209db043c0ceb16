package dev.creance.policies.imports;

import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.config.ConfigNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Properties of a network's file, as CSV or as JSON, with the name of the file and the property for origins. */
record MetadataValues(String file, Map<String, String> values) {

    static MetadataValues of(GraphFacts graph) {
        return new MetadataValues(graph.file(), graph.metadata());
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** CSV text as a list. */
    ConfigNode csv(String key) {
        List<String> cells =
                List.of(text(key).split(",")).stream().map(String::strip).toList();
        return ConfigFile.parse(file + " metadata", "{" + key + ": " + Yaml.flow(cells) + "}")
                .child(key);
    }

    /** JSON text, which YAML is a superset of. */
    ConfigNode json(String key) {
        return ConfigFile.parse(file + " metadata", "{" + key + ": " + text(key) + "}")
                .child(key);
    }

    String text(String key) {
        String value = values.get(key);
        if (value == null) {
            throw new ImportError(
                    file, "lacks the property '" + key + "'", "export it again with the metadata attached");
        }
        return value;
    }

    String origin(String key) {
        return "metadata: " + key;
    }

    /** Says which properties an importer does not read. */
    void unread(Draft draft, String... read) {
        Set<String> unread = new TreeSet<>(values.keySet());
        List.of(read).forEach(unread::remove);
        unread.forEach(
                key -> draft.pitfall("the property '" + key + "' is not read: look whether it changes anything"));
    }
}
