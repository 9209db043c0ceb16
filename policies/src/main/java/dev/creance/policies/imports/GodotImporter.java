package dev.creance.policies.imports;

import dev.creance.policies.manifest.Port;
import java.util.List;
import java.util.Optional;

/** Godot RL Agents: {@code obs} and {@code state_ins} to {@code output} and {@code state_outs}; the state is handed through unchanged. */
final class GodotImporter extends BareImporter {
    @Override
    public String format() {
        return "godot_rl";
    }

    @Override
    public boolean reads(Source source) {
        return source.graph()
                .filter(graph -> graph.input("state_ins").isPresent()
                        && graph.output("state_outs").isPresent())
                .isPresent();
    }

    @Override
    public void draft(Source source, Draft draft) {
        super.draft(source, draft);
        draft.pitfall("state_ins is no recurrent state: the network returns it unchanged as state_outs");
        source.requireGraph()
                .output("output")
                .filter(port -> !port.dtype().equals("FLOAT"))
                .ifPresent(
                        port -> draft.pitfall("the action holds " + port.dtype() + ": it is a choice, not a command"));
    }

    @Override
    List<Port> observed(GraphFacts graph) {
        return graph.inputs().stream()
                .filter(port -> !port.name().equals("state_ins"))
                .toList();
    }

    @Override
    Optional<Port> action(GraphFacts graph) {
        return graph.output("output");
    }

    @Override
    void states(GraphFacts graph, Draft draft) {
        state(draft, graph, "state_ins", "state_outs", "every_call");
    }
}
