package dev.creance.policies.imports;

import dev.creance.runtime.config.ConfigNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * LEAPP of NVIDIA's Isaac tools: models with the kind of each tensor, the connections between them, and hashes. Scales, offsets
 * and histories are inside the networks; what comes in and goes out is in SI units.
 */
final class LeappImporter implements Importer {
    @Override
    public String format() {
        return "leapp";
    }

    @Override
    public boolean reads(Source source) {
        return source.configHas("models", "pipeline");
    }

    @Override
    public void draft(Source source, Draft draft) {
        ConfigNode config = source.config().orElseThrow();
        config.only("models", "pipeline", "system information", "semantic");
        Map<String, ConfigNode> models = config.child("models").children();
        Map<String, GraphFacts> graphs = new LinkedHashMap<>();
        models.forEach((id, model) -> graphs.put(id, graph(source, model, models.size() == 1)));
        Sections.head(draft, format());
        graphs.forEach((id, graph) -> Sections.model(draft, id, graph));
        LeappTensors tensors = new LeappTensors(models);
        edges(draft, config.child("pipeline"), tensors);
        rates(draft, config);
        List<String> policy = tensors.observedJoints();
        if (!policy.isEmpty()) {
            Sections.joints(
                    draft, policy, Sections.deviceNames(draft, policy), "element_names of " + tensors.jointsFrom());
        }
        for (ConfigNode command : tensors.commands()) {
            setpoint(draft, command);
        }
        for (LeappTensors.Named input : tensors.outside(config.child("pipeline").child("inputs"))) {
            new LeappObservation(draft, tensors).write(input);
        }
        new LeappAction(draft, tensors).write(config.child("pipeline").child("outputs"));
        state(draft, config.child("pipeline").child("feedback_connections"), tensors);
        draft.list("ignored_outputs");
        Sections.knownAnswers(draft);
    }

    private static GraphFacts graph(Source source, ConfigNode model, boolean alone) {
        model.only("inputs", "outputs", "parameters");
        ConfigNode parameters = model.child("parameters");
        String file = parameters.child("model_path").string();
        GraphFacts graph = source.graph()
                .filter(given -> alone)
                .orElseGet(() -> source.beside().apply(file.substring(file.lastIndexOf('/') + 1)));
        ConfigNode sha256 = parameters.child("sha256sum");
        if (!sha256.string().equals(graph.sha256())) {
            throw sha256.error(" is " + sha256.string() + ", but " + graph.file() + " has " + graph.sha256())
                    .withHint("this file belongs to another network");
        }
        return graph;
    }

    private static void edges(Draft draft, ConfigNode pipeline, LeappTensors tensors) {
        pipeline.only("inputs", "outputs", "data_flow", "feedback_connections");
        if (tensors.several()) {
            draft.list("edges");
        }
        pipeline.child("data_flow")
                .children()
                .forEach((from, targets) -> targets.items()
                        .forEach(to -> draft.add(
                                "edges",
                                "{from: " + tensors.reference(from) + ", to: " + tensors.reference(to.string()) + "}",
                                Origin.of(targets))));
    }

    private static void rates(Draft draft, ConfigNode config) {
        Optional<ConfigNode> scene = config.optional("semantic").flatMap(node -> node.optional("scene"));
        Optional<ConfigNode> period = scene.flatMap(node -> node.optional("dt"));
        Sections.rates(draft, period, Optional.empty());
    }

    private static void setpoint(Draft draft, ConfigNode input) {
        String name = input.child("name").string();
        Draft setpoint = draft.item("setpoints", name);
        setpoint.say("name", name, Origin.of(input));
        List<ConfigNode> values = input.child("element_names").items().getLast().items();
        for (ConfigNode value : values) {
            String unit = value.string().startsWith("lin") ? "m/s" : "rad/s";
            setpoint.add(
                    "values",
                    "{name: " + value.string() + ", unit: " + unit + ", range: none, rate: none}",
                    Origin.of(value));
        }
        setpoint.say("deadband", "none", "LEAPP has none");
        setpoint.say("zero_below", "none", "LEAPP has none");
        draft.pitfall("LEAPP gives no ranges for '" + name + "': add those that the policy was trained with");
    }

    private static void state(Draft draft, ConfigNode feedback, LeappTensors tensors) {
        draft.list("state");
        List<String> seen = new ArrayList<>();
        feedback.children().forEach((output, inputs) -> {
            for (ConfigNode input : inputs.items()) {
                seen.add(input.string());
                draft.add(
                        "state",
                        "{input: " + tensors.reference(input.string()) + ", output: " + tensors.reference(output)
                                + ", shape: " + Yaml.flow(tensors.input(input).child("shape"))
                                + ", initial: zeros, commit: native, reset: activation}",
                        Origin.of(inputs) + "; LEAPP starts at zero");
            }
        });
        tensors.states().stream()
                .filter(name -> !seen.contains(name))
                .forEach(name -> draft.pitfall("'" + name + "' is a state that no connection feeds back"));
    }
}
