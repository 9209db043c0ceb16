package dev.creance.policies.manifest;

import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A network's estimate of what is to come, as a distribution of which some numbers go along with the action.
 *
 * @param action the input that takes the action, as its head leaves it; empty where the critic rates states, or hears of it by an edge
 * @param tail part of the distribution that a conditional value at risk is the mean of; NaN where none is asked for
 */
public record Critic(
        String name,
        TensorReference tensor,
        Optional<TensorReference> action,
        Distribution distribution,
        List<Measure> measures,
        double tail) {

    /** What the tensor holds. */
    public sealed interface Distribution {
        /** How many values. */
        int size();

        /** Values of equal weight, in any order; those of several critics stand together. */
        record Quantiles(int size) implements Distribution {}

        /** The weights of values at equal distances. @param logits whether they are yet to pass a softmax */
        record Atoms(int size, double least, double greatest, boolean logits) implements Distribution {}
    }

    /** The names of its numbers, such as {@code risk.lower_cvar}. */
    public List<String> ratings() {
        return measures.stream().map(measure -> name + "." + measure.word()).toList();
    }

    /** A number of a distribution. */
    public enum Measure {
        MEAN,
        DEVIATION,
        /** The mean of its lowest part. */
        LOWER_CVAR,
        /** The mean of its greatest part. */
        UPPER_CVAR;

        /** Its word in a manifest. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Critic read(ConfigNode node, List<String> models) {
        Distribution distribution = switch (node.child("kind").choice("quantiles", "atoms")) {
            case "quantiles" -> quantiles(node);
            default -> atoms(node);
        };
        List<Measure> measures = measures(node.child("ratings"));
        Optional<ConfigNode> tail = node.optional("tail");
        if (tails(measures) && tail.isEmpty()) {
            throw node.error(" lacks 'tail', the part that a cvar is the mean of")
                    .withHint("add 'tail: 0.1'");
        }
        if (!tails(measures) && tail.isPresent()) {
            throw tail.get().error(" is the part that a cvar is the mean of, but 'ratings' names none");
        }
        return new Critic(
                Texts.text(node.child("name")),
                TensorReference.read(node.child("tensor"), models),
                node.optional("action").map(input -> TensorReference.read(input, models)),
                distribution,
                measures,
                tail.map(part -> part.quantity(Dimension.RATIO, 1e-6, 1)).orElse(Double.NaN));
    }

    private static boolean tails(List<Measure> measures) {
        return measures.contains(Measure.LOWER_CVAR) || measures.contains(Measure.UPPER_CVAR);
    }

    private static Distribution quantiles(ConfigNode node) {
        node.only("name", "tensor", "action", "kind", "count", "ratings", "tail");
        return new Distribution.Quantiles(count(node));
    }

    private static Distribution atoms(ConfigNode node) {
        node.only("name", "tensor", "action", "kind", "count", "support", "weights_are", "ratings", "tail");
        List<ConfigNode> support = node.child("support").items(2);
        double least = support.get(0).quantity(Dimension.RATIO);
        double greatest = support.get(1).quantity(Dimension.RATIO);
        if (least >= greatest) {
            throw node.child("support")
                    .error(" has the least value " + least + " at or above the greatest " + greatest);
        }
        boolean logits =
                node.child("weights_are").choice("logits", "probabilities").equals("logits");
        return new Distribution.Atoms(count(node), least, greatest, logits);
    }

    private static int count(ConfigNode node) {
        return node.child("count").integer(2, 4096);
    }

    private static List<Measure> measures(ConfigNode node) {
        List<Measure> measures = new ArrayList<>();
        for (ConfigNode item : node.items()) {
            String word = item.choice("mean", "deviation", "lower_cvar", "upper_cvar");
            Measure measure = Measure.valueOf(word.toUpperCase(Locale.ROOT));
            if (measures.contains(measure)) {
                throw item.error("='" + word + "' stands twice").withHint("name each once");
            }
            measures.add(measure);
        }
        if (measures.isEmpty()) {
            throw node.error(" is empty").withHint("name what is to be known: mean, deviation, lower_cvar, upper_cvar");
        }
        return List.copyOf(measures);
    }
}
