package dev.creance.app;

import static dev.creance.app.PolicyFormat.NUMBER;
import static dev.creance.app.PolicyFormat.TENSOR;
import static dev.creance.app.PolicyFormat.TEXT;
import static dev.creance.app.Shape.optional;
import static dev.creance.app.Shape.required;
import static dev.creance.app.Shape.words;

import java.util.ArrayList;
import java.util.List;

/** The part of {@link PolicyFormat} that says which numbers of a critic's distribution go along with an action. */
final class PolicyCriticFormat {
    private PolicyCriticFormat() {}

    static Shape critic() {
        return new Shape.Either(List.of(
                critic("quantiles", List.of()),
                critic(
                        "atoms",
                        List.of(
                                required("support", new Shape.Items(NUMBER, 2, 2), "the least and the greatest value"),
                                required("weights_are", words("logits", "probabilities"), "what the tensor holds")))));
    }

    private static Shape critic(String kind, List<Shape.Key> more) {
        List<Shape.Key> keys = new ArrayList<>();
        keys.add(required("name", TEXT, "its name, before that of each number"));
        keys.add(required("tensor", TENSOR, "an output of a network"));
        keys.add(optional("action", "", TENSOR, "an input that takes the action as its head leaves it"));
        keys.add(required("kind", words(kind), "what the tensor holds"));
        keys.add(required("count", new Shape.Whole(2, 4096), "how many values"));
        keys.addAll(more);
        keys.add(required(
                "ratings",
                new Shape.Items(words("mean", "deviation", "lower_cvar", "upper_cvar"), 1, 4),
                "what goes along with the action"));
        keys.add(optional("tail", "", NUMBER, "the part that a cvar is the mean of; required with one"));
        return new Shape.Section(List.copyOf(keys));
    }
}
