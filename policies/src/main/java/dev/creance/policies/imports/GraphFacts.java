package dev.creance.policies.imports;

import dev.creance.policies.manifest.Port;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an importer needs to know of a network's file.
 *
 * @param file its name, without a folder
 * @param metadata the exporter's own properties, whole
 * @param externalData files beside it that hold weights, with their hashes
 * @param plainInputs those that enter the first layer as they are
 * @param objections why it must not be used as it is, such as a state baked into it
 */
public record GraphFacts(
        String file,
        String sha256,
        List<Port> inputs,
        List<Port> outputs,
        Map<String, String> metadata,
        Map<String, String> externalData,
        Set<String> plainInputs,
        List<String> objections) {

    Optional<Port> input(String name) {
        return inputs.stream().filter(port -> port.name().equals(name)).findFirst();
    }

    Optional<Port> output(String name) {
        return outputs.stream().filter(port -> port.name().equals(name)).findFirst();
    }
}
