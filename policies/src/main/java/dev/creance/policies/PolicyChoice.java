package dev.creance.policies;

import dev.creance.runtime.config.ConfigNode;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A policy as a configuration chooses it.
 *
 * @param use where it is named
 * @param source which it is, and whose signature it must carry
 * @param engine what computes it: ONNX Runtime where nothing is said
 */
public record PolicyChoice(ConfigNode use, PolicySource source, Engine engine) {
    private static final String[] KEYS = {"use", "engine", "trust", "baseline", "shadow", "swap", "set"};

    /** That of the section {@code policy: {use: …, engine: …, trust: …}}; paths are relative to the configuration. */
    public static PolicyChoice ofSection(ConfigNode section) {
        return of(section.only(KEYS), section.optional("trust"));
    }

    /**
     * That of {@code use: …, engine: …} among other keys, or of a text that names a policy.
     *
     * @param trust names the file of a public key; empty where no signature is asked for
     */
    public static PolicyChoice of(ConfigNode node, Optional<ConfigNode> trust) {
        ConfigNode use = node.isScalar() ? node : node.child("use");
        Engine engine = node.isScalar()
                ? Engine.AUTO
                : node.optional("engine")
                        .flatMap(name -> Engine.of(name.choice(Engine.keys().toArray(String[]::new))))
                        .orElse(Engine.AUTO);
        Path folder = Path.of(node.file().name()).toAbsolutePath().getParent();
        PolicySource source = PolicySource.of(use.filePath().toString(), folder);
        return new PolicyChoice(
                use, trust.map(key -> trusting(source, key, folder)).orElse(source), engine);
    }

    private static PolicySource trusting(PolicySource source, ConfigNode key, Path folder) {
        try {
            return source.trusting(folder.resolve(key.filePath()));
        } catch (PolicyError e) {
            throw key.error("='" + key.string() + "' " + e.problem()).withHint(e.remedy());
        }
    }
}
