package dev.creance.app;

import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.config.ConfigNode;
import java.util.Map;
import java.util.Optional;

/** Where identification starts from: what the command line names, else what the recorded run believed of its machine. */
final class PriorParameters {
    private PriorParameters() {}

    /**
     * @param named on the command line; null where nothing is
     * @param metadata of the log
     */
    static ConfigNode of(String named, Map<String, String> metadata) throws UsageError {
        if (named != null) {
            return ConfigFile.parse("--prior", "params: '" + named.replace("'", "''") + "'")
                    .child("params");
        }
        return configured(metadata)
                .orElseThrow(() ->
                        new UsageError("the log does not say what parameters its run assumed; name some with --prior"));
    }

    private static Optional<ConfigNode> configured(Map<String, String> metadata) {
        String text = metadata.get(RunMetadata.CONFIG_TEXT);
        if (text == null) {
            return Optional.empty();
        }
        ConfigNode root = ConfigFile.parse(metadata.get(RunMetadata.CONFIG_PATH), text);
        metadata.forEach((key, value) -> {
            if (key.startsWith(RunMetadata.SET)) {
                root.set(key.substring(RunMetadata.SET.length()), value);
            }
        });
        Optional<ConfigNode> plant = root.optional("plant");
        return root.optional("dynamics")
                .flatMap(section -> section.optional("params"))
                .or(() -> plant.flatMap(section -> section.optional("nominal")))
                .or(() -> plant.flatMap(section -> section.optional("params")));
    }
}
