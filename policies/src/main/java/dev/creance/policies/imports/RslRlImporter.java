package dev.creance.policies.imports;

import dev.creance.policies.manifest.Port;
import java.util.Optional;

/** What rsl_rl's exporter writes: {@code obs} to {@code actions}, the state of a recurrent policy as {@code h_in}, {@code c_in}. */
final class RslRlImporter extends BareImporter {
    @Override
    public String format() {
        return "rsl_rl";
    }

    @Override
    public boolean reads(Source source) {
        return source.graph()
                .filter(graph -> graph.input("obs").isPresent()
                        && graph.output("actions").isPresent())
                .isPresent();
    }

    @Override
    boolean exportsNormaliser() {
        return true;
    }

    @Override
    Optional<Port> action(GraphFacts graph) {
        return graph.output("actions");
    }
}
