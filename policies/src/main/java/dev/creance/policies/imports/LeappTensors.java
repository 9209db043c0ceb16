package dev.creance.policies.imports;

import dev.creance.runtime.config.ConfigNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The tensors that a LEAPP file describes, by {@code model/tensor}. */
final class LeappTensors {
    private static final String[] KEYS = {
        "name", "dtype", "shape", "type", "kind", "element_names", "is_state", "history", "source"
    };

    private final Map<String, ConfigNode> models;

    LeappTensors(Map<String, ConfigNode> models) {
        this.models = models;
    }

    /** A tensor that a person or a robot feeds. */
    record Named(String model, ConfigNode node) {
        String name() {
            return node.child("name").string();
        }

        String kind() {
            return node.optional("kind").map(ConfigNode::string).orElse("");
        }
    }

    boolean several() {
        return models.size() > 1;
    }

    /** How a manifest refers to {@code model/tensor}. */
    String reference(String path) {
        int slash = path.lastIndexOf('/');
        return reference(path.substring(0, slash), path.substring(slash + 1));
    }

    String reference(String model, String tensor) {
        return several()
                ? "{model: " + Yaml.quoted(model) + ", name: " + Yaml.quoted(tensor) + "}"
                : Yaml.quoted(tensor);
    }

    /** The input that a connection leads to. */
    ConfigNode input(ConfigNode path) {
        return find(path, "inputs");
    }

    private ConfigNode find(ConfigNode path, String side) {
        int slash = path.string().lastIndexOf('/');
        ConfigNode model = slash < 0 ? null : models.get(path.string().substring(0, slash));
        if (model != null) {
            for (ConfigNode tensor : model.child(side).items()) {
                if (tensor.child("name").string().equals(path.string().substring(slash + 1))) {
                    return tensor;
                }
            }
        }
        throw path.error("='" + path.string() + "' names no tensor among the " + side)
                .withHint("write model/tensor");
    }

    /** The tensors that {@code pipeline.inputs} or {@code pipeline.outputs} list. */
    List<Named> outside(ConfigNode section) {
        String side = section.path().endsWith("inputs") ? "inputs" : "outputs";
        List<Named> found = new ArrayList<>();
        section.children().forEach((model, names) -> {
            if (!models.containsKey(model)) {
                throw names.error(" is of model '" + model + "', which the file does not have");
            }
            for (ConfigNode name : names.items()) {
                ConfigNode node = models.get(model).child(side).items().stream()
                        .filter(tensor -> tensor.child("name").string().equals(name.string()))
                        .findFirst()
                        .orElseThrow(() -> name.error("='" + name.string() + "' is none of the " + side));
                found.add(new Named(model, node.only(KEYS)));
            }
        });
        return found;
    }

    private List<ConfigNode> inputs() {
        return models.values().stream()
                .flatMap(model -> model.child("inputs").items().stream())
                .toList();
    }

    private List<ConfigNode> jointInputs() {
        return inputs().stream()
                .filter(input -> input.optional("kind")
                        .filter(kind -> kind.string().startsWith("state/joint/"))
                        .isPresent())
                .toList();
    }

    /** The order of the first tensor of joint values; the others must have the same. */
    List<String> observedJoints() {
        List<ConfigNode> joints = jointInputs();
        if (joints.isEmpty()) {
            return List.of();
        }
        List<String> first = elements(joints.getFirst());
        for (ConfigNode other : joints) {
            if (!elements(other).equals(first)) {
                throw other.child("element_names")
                        .error(" has another order than " + joints.getFirst().path());
            }
        }
        return first;
    }

    String jointsFrom() {
        return jointInputs().getFirst().child("name").string();
    }

    static List<String> elements(ConfigNode tensor) {
        return Sections.names(tensor.child("element_names").items().getLast());
    }

    /** Inputs that carry what somebody asks for. */
    List<ConfigNode> commands() {
        return inputs().stream().filter(LeappTensors::isCommand).toList();
    }

    static boolean isCommand(ConfigNode input) {
        return input.optional("kind")
                .map(ConfigNode::string)
                .filter(kind -> kind.startsWith("command/") || kind.equals("velocity_command"))
                .isPresent();
    }

    /** Inputs that say that they are state, by {@code model/tensor}. */
    List<String> states() {
        List<String> found = new ArrayList<>();
        models.forEach((id, model) -> model.child("inputs").items().stream()
                .filter(input ->
                        input.optional("is_state").map(ConfigNode::bool).orElse(false))
                .forEach(input -> found.add(id + "/" + input.child("name").string())));
        return found;
    }
}
