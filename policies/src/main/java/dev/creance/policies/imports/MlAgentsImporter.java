package dev.creance.policies.imports;

import dev.creance.policies.manifest.Port;
import java.util.List;
import java.util.Optional;

/**
 * Unity ML-Agents: {@code obs_0}, …, {@code action_masks} and {@code recurrent_in} to {@code continuous_actions} or
 * {@code discrete_actions}; {@code version_number} and {@code memory_size} are constants.
 */
final class MlAgentsImporter extends BareImporter {
    private static final List<String> ACTIONS = List.of(
            "deterministic_continuous_actions",
            "continuous_actions",
            "deterministic_discrete_actions",
            "discrete_actions");

    @Override
    public String format() {
        return "ml_agents";
    }

    @Override
    public boolean reads(Source source) {
        return source.graph()
                .filter(graph -> graph.output("version_number").isPresent())
                .isPresent();
    }

    @Override
    List<Port> observed(GraphFacts graph) {
        return graph.inputs().stream()
                .filter(port -> !port.name().equals("recurrent_in"))
                .toList();
    }

    @Override
    Optional<Port> action(GraphFacts graph) {
        return ACTIONS.stream().flatMap(name -> graph.output(name).stream()).findFirst();
    }

    @Override
    void states(GraphFacts graph, Draft draft) {
        if (graph.input("recurrent_in").isPresent()) {
            state(draft, graph, "recurrent_in", "recurrent_out", "native");
        }
    }

    @Override
    void ignored(GraphFacts graph, Draft draft) {
        Optional<Port> action = action(graph);
        graph.outputs().stream()
                .filter(port -> action.isEmpty() || !port.equals(action.get()))
                .filter(port -> !port.name().equals("recurrent_out"))
                .forEach(port ->
                        draft.add("ignored_outputs", Yaml.quoted(port.name()), "nothing in the convention uses it"));
    }
}
