package dev.creance.policies.manifest;

import dev.creance.runtime.config.ConfigNode;
import java.util.List;

/**
 * A tensor of a model by name, or by index where the name is null: machine-made names may stand twice.
 *
 * @param model the model's id
 */
public record TensorReference(ConfigNode at, String model, String name, int index) {

    /** Where something else than a network is fed. */
    static TensorReference none(ConfigNode at, List<String> models) {
        return new TensorReference(at, models.getFirst(), "none", -1);
    }

    /** @param models ids; with several, a tensor must say whose it is */
    static TensorReference read(ConfigNode node, List<String> models) {
        if (!node.isMap()) {
            return new TensorReference(node, onlyModel(node, models), Texts.text(node), -1);
        }
        node.only("model", "name", "index");
        String model = node.optional("model")
                .map(id -> id.choice(models.toArray(String[]::new)))
                .orElseGet(() -> onlyModel(node, models));
        if (node.has("name") == node.has("index")) {
            throw node.error(node.has("name") ? " has a name and an index" : " has neither a name nor an index")
                    .withHint("write {name: obs}, or {index: 0} where names are machine-made");
        }
        return node.has("name")
                ? new TensorReference(node, model, Texts.text(node.child("name")), -1)
                : new TensorReference(node, model, null, node.child("index").integer(0, 1000));
    }

    private static String onlyModel(ConfigNode node, List<String> models) {
        if (models.size() > 1) {
            throw node.error(" does not say whose tensor it is")
                    .withHint("write {model: " + models.getFirst() + ", name: …}; the models are " + models);
        }
        return models.getFirst();
    }

    /** How people read it. */
    public String label() {
        return name == null ? "#" + index : name;
    }
}
