package dev.creance.policies.imports;

import dev.creance.runtime.config.ConfigNode;
import java.util.Map;
import java.util.Optional;

/**
 * LeRobot's {@code config.json}: features, normalisation by kind of feature, observation steps and action chunks. It has no names
 * of joints, no units and no rate; the statistics are in a file of tensors beside it.
 */
final class LeRobotImporter implements Importer {
    @Override
    public String format() {
        return "lerobot";
    }

    @Override
    public boolean reads(Source source) {
        return source.configHas("input_features", "output_features");
    }

    @Override
    public void draft(Source source, Draft draft) {
        ConfigNode config = source.config().orElseThrow();
        GraphFacts graph = source.requireGraph();
        Sections.network(draft, format(), graph);
        BareImporter.tables(draft);
        Map<String, ConfigNode> features = config.child("input_features").children();
        features.forEach((name, feature) -> observation(draft, config, graph, name, feature));
        action(draft, config, graph);
        Sections.tail(draft);
        Sections.knownAnswers(draft);
    }

    private static void observation(Draft draft, ConfigNode config, GraphFacts graph, String name, ConfigNode feature) {
        Draft observation = draft.item("observation", name);
        graph.input(name)
                .or(() -> graph.input(name.replace('.', '_')))
                .ifPresentOrElse(
                        port -> observation.say("tensor", Yaml.quoted(port.name()), Origin.of(feature)),
                        () -> observation.ask("tensor", "the network's input for '" + name + "'", "{index: 0}"));
        normaliser(observation, config, feature);
        ConfigNode steps = config.child("n_obs_steps");
        if (steps.string().equals("1")) {
            observation.say("history", "none", Origin.of(steps));
        } else {
            observation.say("history.layout", "frame", "the steps are the tensor's first size");
            observation.say("history.length", steps.string(), Origin.of(steps));
            observation.say("history.order", "oldest_first", "LeRobot's queues");
            observation.say("history.warm_up", "repeat", "LeRobot fills its queues with the first observation");
            observation.say("history.includes_current", "true", "LeRobot's queues");
            observation.say("history.stride", "1", "LeRobot's queues");
        }
        new TermWriter(observation).open(name, Origin.of(feature) + ", shape " + Yaml.flow(feature.child("shape")));
    }

    private static void normaliser(Draft observation, ConfigNode config, ConfigNode feature) {
        ConfigNode how = config.child("normalization_mapping")
                .child(feature.child("type").string());
        if (how.string().equals("IDENTITY")) {
            observation.say("normaliser", "none", Origin.of(how));
        } else {
            observation.ask(
                    "normaliser",
                    how.string() + " (" + Origin.of(how)
                            + "): the file of the statistics, or in_graph where the export holds them",
                    "in_graph");
        }
    }

    private static void action(Draft draft, ConfigNode config, GraphFacts graph) {
        Map<String, ConfigNode> features = config.child("output_features").children();
        if (features.size() != 1) {
            throw config.child("output_features").error(" has " + features.size() + " features, not one action");
        }
        String name = features.keySet().iterator().next();
        graph.output(name)
                .or(() -> graph.outputs().size() == 1
                        ? Optional.of(graph.outputs().getFirst())
                        : Optional.empty())
                .ifPresentOrElse(
                        port -> draft.say("action.tensor", Yaml.quoted(port.name()), "the network"),
                        () -> draft.ask("action.tensor", "the network's output for '" + name + "'", "{index: 0}"));
        Optional<ConfigNode> rest = draft.require(
                "action",
                "what the action's " + Yaml.flow(features.get(name).child("shape"))
                        + " values are: LeRobot has no names or units",
                "{kind: position, joints: policy, unit: rad, process: [], gains: none, clamps: []}");
        rest.ifPresentOrElse(
                node -> node.children().forEach((key, value) -> draft.say("action." + key, Yaml.flow(value), "")),
                () -> draft.say("action.kind", Draft.OPEN, ""));
        draft.say("action.between", "hold", "LeRobot sends one action in each period");
        ConfigNode steps = config.optional("chunk_size")
                .or(() -> config.optional("horizon"))
                .orElse(null);
        if (steps != null && !steps.string().equals("1")) {
            ConfigNode execute = config.child("n_action_steps");
            draft.say(
                    "action.chunk",
                    "{steps: " + steps.string() + ", execute: " + execute.string() + ", blend: " + ensemble(config)
                            + "}",
                    Origin.of(steps) + ", " + Origin.of(execute));
        }
        draft.pitfall("the action is normalised by "
                + config.child("normalization_mapping").child("ACTION").string()
                + ": undo it in action.process, unless the export does");
    }

    private static String ensemble(ConfigNode config) {
        return config.optional("temporal_ensemble_coeff")
                .filter(node -> !Sections.isNull(node))
                .map(node -> "temporal_ensemble, decay: " + node.string())
                .orElse("none");
    }
}
