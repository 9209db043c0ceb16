package dev.creance.policies;

import dev.creance.runtime.config.ConfigError;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a policy is flown by where its configuration names no engine.
 *
 * @param engine name and version; "none" where no engine takes it
 * @param why why it is that
 */
record EngineChoice(String engine, String why) {
    /** @param networks open each network of a policy with {@link Engine#AUTO} */
    static EngineChoice of(List<Supplier<LoadedGraph>> networks) {
        Set<String> engines = new LinkedHashSet<>();
        Set<String> reasons = new LinkedHashSet<>();
        for (Supplier<LoadedGraph> network : networks) {
            try (LoadedGraph graph = network.get()) {
                engines.add(graph.engine());
                reasons.add(graph.why());
            } catch (PolicyError refused) {
                return new EngineChoice("none", refused.problem());
            } catch (ConfigError refused) {
                return new EngineChoice("none", firstLine(refused));
            }
        }
        return new EngineChoice(String.join(", ", engines), String.join("; ", reasons));
    }

    private static String firstLine(ConfigError error) {
        return error.getMessage().lines().findFirst().orElseThrow();
    }
}
