package dev.creance.policies.imports;

import dev.creance.runtime.config.ConfigNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is imported: a network, and what lies beside it.
 *
 * @param graph the network; empty where a configuration names several
 * @param config the configuration; empty for a bare network
 * @param base rl_sar's configuration of the robot; empty elsewhere
 * @param beside opens another network of the same folder by its name
 */
public record Source(
        Optional<GraphFacts> graph,
        Optional<ConfigNode> config,
        Optional<ConfigNode> base,
        Function<String, GraphFacts> beside) {

    GraphFacts requireGraph() {
        return graph.orElseThrow(() -> new ImportError(
                config.map(node -> node.file().name()).orElse("the source"),
                "names no network that lies beside it",
                "name it with --model FILE.onnx"));
    }

    boolean metadataHas(String... keys) {
        return graph.filter(each -> each.metadata().keySet().containsAll(List.of(keys)))
                .isPresent();
    }

    boolean configHas(String... keys) {
        return config.filter(ConfigNode::isMap)
                .filter(node -> List.of(keys).stream().allMatch(node::has))
                .isPresent();
    }
}
