package dev.creance.policies.manifest;

import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.OptionalDouble;

/** Where the statistics are that the observation was normalised with; a lost normaliser makes a policy violent. */
public sealed interface Normaliser {
    /** It was trained on the terms as they are. */
    record None() implements Normaliser {}

    /** The network does it itself. */
    record InGraph() implements Normaliser {}

    /** The terms' own operations do it, with the ranges that were trained with. */
    record InProcess() implements Normaliser {}

    /**
     * A file holds mean and deviation: (x − mean) / sqrt(deviation² + epsilon), or with variance, by what {@code spread} says.
     *
     * @param clip bound of the result; empty for none
     */
    record File(
            ConfigNode at,
            HashedFile file,
            String mean,
            String spread,
            boolean variance,
            double epsilon,
            OptionalDouble clip)
            implements Normaliser {}

    static Normaliser read(ConfigNode node) {
        if (node.isScalar()) {
            return switch (node.choice("none", "in_graph", "in_process")) {
                case "none" -> new None();
                case "in_graph" -> new InGraph();
                default -> new InProcess();
            };
        }
        node.only("file", "sha256", "mean", "spread", "spread_is", "epsilon", "clip");
        ConfigNode clip = node.child("clip");
        return new File(
                node,
                HashedFile.read(node),
                Texts.text(node.child("mean")),
                Texts.text(node.child("spread")),
                node.child("spread_is").choice("variance", "deviation").equals("variance"),
                node.child("epsilon").quantity(Dimension.RATIO, 0, 1),
                Texts.isNone(clip)
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(clip.quantity(Dimension.RATIO, 1e-9, 1e9)));
    }
}
