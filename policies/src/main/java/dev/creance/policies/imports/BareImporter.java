package dev.creance.policies.imports;

import dev.creance.policies.manifest.Port;
import dev.creance.runtime.config.ConfigNode;
import java.util.List;
import java.util.Optional;

/** A network and nothing else: everything but its tensors is asked for. Conventions of tensor names build on it. */
class BareImporter implements Importer {
    private static final List<String> TABLES =
            List.of("joints", "default_pose", "gains", "limits", "setpoints", "clocks", "motions");

    @Override
    public String format() {
        return "bare";
    }

    @Override
    public boolean reads(Source source) {
        return source.graph().isPresent();
    }

    @Override
    public void draft(Source source, Draft draft) {
        GraphFacts graph = source.requireGraph();
        Sections.network(draft, format(), graph);
        tables(draft);
        observations(graph, draft);
        action(graph, draft);
        draft.list("state");
        states(graph, draft);
        draft.list("ignored_outputs");
        ignored(graph, draft);
        Sections.knownAnswers(draft);
    }

    /** The tables that terms and action may speak of; the manifest's reader says which of them it misses. */
    static void tables(Draft draft) {
        for (String table : TABLES) {
            Optional<ConfigNode> answer = draft.optional(table);
            if (answer.isPresent() && table.equals("joints") && answer.get().isMap()) {
                ConfigNode names = answer.get().only("policy", "device");
                Sections.joints(
                        draft,
                        Sections.names(names.child("policy")),
                        Sections.names(names.child("device")),
                        draft.originOf(table));
            } else if (answer.isPresent()) {
                draft.say(table, "", "");
            }
        }
    }

    /** Inputs that an observation feeds: all but those that come back as an output, {@code h_in} from {@code h_out}. */
    List<Port> observed(GraphFacts graph) {
        return graph.inputs().stream()
                .filter(port -> fedFrom(graph, port).isEmpty())
                .toList();
    }

    private static Optional<Port> fedFrom(GraphFacts graph, Port input) {
        return input.name().endsWith("_in") ? graph.output(input.name().replaceAll("_in$", "_out")) : Optional.empty();
    }

    /** Whether the convention's exporter puts a normaliser into the network. */
    boolean exportsNormaliser() {
        return false;
    }

    private void observations(GraphFacts graph, Draft draft) {
        List<Port> inputs = observed(graph);
        for (Port input : inputs) {
            Draft observation = inputs.size() == 1 ? draft.map("observation") : draft.item("observation", input.name());
            Sections.input(observation, graph, input, exportsNormaliser());
            observation.ask("history", "past values in the observation, or none", "none");
            observation.ask(
                    "terms",
                    "the " + input.values() + " values of input '" + input.name() + "', in order",
                    "[{term: body rate, kind: channels, signal: gyro, unit: rad/s, dim: 3, process: []}, …]");
        }
    }

    /** The output that holds the action; empty where it must be asked for. */
    Optional<Port> action(GraphFacts graph) {
        List<Port> states = graph.inputs().stream()
                .flatMap(input -> fedFrom(graph, input).stream())
                .toList();
        List<Port> rest = graph.outputs().stream()
                .filter(output -> !states.contains(output))
                .toList();
        return rest.size() == 1 ? Optional.of(rest.getFirst()) : Optional.empty();
    }

    private void action(GraphFacts graph, Draft draft) {
        Optional<Port> port = action(graph);
        if (port.isPresent()) {
            draft.say("action.tensor", Yaml.quoted(port.get().name()), "the network");
        } else {
            draft.ask(
                    "action.tensor",
                    "which output is the action, of "
                            + graph.outputs().stream().map(Port::name).toList(),
                    "{index: 0}");
        }
        Optional<ConfigNode> rest = draft.require(
                "action",
                "what becomes of the " + port.map(Port::values).orElse(0L) + " values of the action",
                "{kind: position_from_default, joints: policy, unit: rad, process: [{scale: 0.25}], gains: table,"
                        + " clamps: [], between: hold}");
        if (rest.isEmpty()) {
            draft.say("action.kind", Draft.OPEN, "");
        } else {
            rest.get()
                    .children()
                    .forEach((key, value) -> draft.say(
                            "action." + key, Yaml.flow(value), key.equals("kind") ? draft.originOf("action") : ""));
        }
    }

    /** Adds what is fed back. */
    void states(GraphFacts graph, Draft draft) {
        for (Port input : graph.inputs()) {
            fedFrom(graph, input).ifPresent(output -> state(draft, graph, input.name(), output.name(), "native"));
        }
    }

    static void state(Draft draft, GraphFacts graph, String input, String output, String commit) {
        Port port = graph.input(input).orElseThrow();
        draft.add(
                "state",
                "{input: " + input + ", output: " + output + ", shape: " + Yaml.flow(port.shape())
                        + ", initial: zeros, commit: " + commit + ", reset: activation}",
                "names of the network's tensors; the convention starts at zero");
    }

    /** Adds outputs that the convention does not use. */
    void ignored(GraphFacts graph, Draft draft) {
        draft.optional("ignored_outputs").ifPresent(answer -> draft.say("ignored_outputs", "[]", ""));
    }
}
