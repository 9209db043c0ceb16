package dev.creance.policies.imports;

import dev.creance.policies.manifest.Port;
import java.util.Optional;

/**
 * The export that the documentation of Stable-Baselines3 describes: {@code input} to the raw action, the value and the log
 * probability, under machine-made names. Clipping or unscaling, and VecNormalize, stay outside.
 */
final class StableBaselinesImporter extends BareImporter {
    @Override
    public String format() {
        return "stable_baselines3";
    }

    @Override
    public boolean reads(Source source) {
        return source.graph()
                .filter(graph ->
                        graph.inputs().size() == 1 && graph.input("input").isPresent())
                .filter(graph -> graph.outputs().size() == 3)
                .isPresent();
    }

    @Override
    public void draft(Source source, Draft draft) {
        super.draft(source, draft);
        draft.pitfall(
                "the action is raw: the clip to −1 … 1, or the scaling to the space's bounds, belongs into action.process");
        draft.pitfall(
                "VecNormalize is a file of its own: without its statistics the policy sees other numbers than in training");
    }

    @Override
    Optional<Port> action(GraphFacts graph) {
        return Optional.of(graph.outputs().getFirst());
    }

    @Override
    void ignored(GraphFacts graph, Draft draft) {
        for (int i = 1; i < graph.outputs().size(); i++) {
            draft.add(
                    "ignored_outputs",
                    Yaml.quoted(graph.outputs().get(i).name()),
                    i == 1 ? "value" : "log probability");
        }
    }
}
