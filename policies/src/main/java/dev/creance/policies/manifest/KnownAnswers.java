package dev.creance.policies.manifest;

import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A file of inputs with the outputs that they must lead to.
 *
 * @param model whose answers they are
 * @param tolerance absolute; empty for 1e-4 (1 + |want|)
 */
public record KnownAnswers(ConfigNode at, String model, HashedFile file, OptionalDouble tolerance) {

    static List<KnownAnswers> read(ConfigNode node, List<String> models) {
        if (node.isScalar()) {
            node.choice("none");
            return List.of();
        }
        List<KnownAnswers> answers = new ArrayList<>();
        for (ConfigNode item : node.isList() ? node.items() : List.of(node)) {
            if (models.size() > 1) {
                item.only("model", "file", "sha256", "tolerance");
                answers.add(read(item, item.child("model").choice(models.toArray(String[]::new))));
            } else {
                item.only("file", "sha256", "tolerance");
                answers.add(read(item, models.getFirst()));
            }
        }
        return List.copyOf(answers);
    }

    private static KnownAnswers read(ConfigNode node, String model) {
        ConfigNode tolerance = node.child("tolerance");
        boolean golden = tolerance.isScalar() && tolerance.string().equals("golden");
        return new KnownAnswers(
                node,
                model,
                HashedFile.read(node),
                golden ? OptionalDouble.empty() : OptionalDouble.of(tolerance.quantity(Dimension.RATIO, 0, 1)));
    }
}
