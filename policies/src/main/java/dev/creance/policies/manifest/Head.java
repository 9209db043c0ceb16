package dev.creance.policies.manifest;

import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.List;
import java.util.stream.Stream;

/** How an action follows from what networks return, where it is not simply the action's tensor. */
public sealed interface Head
        permits Head.Gaussian, Head.Mixture, Head.Experts, Head.Ensemble, Head.Residual, Diffusion {
    /** Every further tensor that it reads. */
    List<TensorReference> tensors();

    /** Every input that it writes. */
    default List<TensorReference> inputs() {
        return List.of();
    }

    /** How many values one of its tensors holds. @param size of the action */
    default long values(TensorReference tensor, long size) {
        return size * copies();
    }

    /** How many actions stand in the rows of its tensors' batch. */
    default int rows() {
        return 1;
    }

    /** How many times the action's own size the action's tensor holds. */
    default int copies() {
        return 1;
    }

    /**
     * A sample of a normal distribution about the action's tensor. The mean itself needs no head.
     *
     * @param logarithm whether the tensor holds logarithms of the deviations
     * @param tanh whether the sample passes tanh, as SAC's do
     */
    record Gaussian(TensorReference deviation, boolean logarithm, boolean tanh, int seed) implements Head {
        @Override
        public List<TensorReference> tensors() {
            return List.of(deviation);
        }
    }

    /** What a mixture is taken for. */
    enum Mode {
        /** The mean of the component of the greatest weight. */
        BEST,
        /** The mean of all. */
        MEAN,
        /** A sample. */
        SAMPLED
    }

    /**
     * Several normal distributions, or the answers of several experts, one row of the action's tensor each, and what each weighs.
     *
     * @param logits whether the weights are yet to pass a softmax
     * @param deviations null but for a sample
     */
    record Mixture(
            int components,
            TensorReference weights,
            boolean logits,
            Mode mode,
            TensorReference deviations,
            boolean logarithm,
            int seed)
            implements Head {
        @Override
        public List<TensorReference> tensors() {
            return deviations == null ? List.of(weights) : List.of(weights, deviations);
        }

        @Override
        public int copies() {
            return components;
        }

        @Override
        public long values(TensorReference tensor, long size) {
            return tensor.equals(weights) ? components : size * components;
        }
    }

    /**
     * The answers of several experts, the action's tensor and those of other networks, and what a gate says that each weighs.
     *
     * @param weights the first is that of the action's tensor
     * @param logits whether they are yet to pass a softmax
     */
    record Experts(List<TensorReference> others, TensorReference weights, boolean logits, Mode mode, int seed)
            implements Head {
        @Override
        public List<TensorReference> tensors() {
            return Stream.concat(others.stream(), Stream.of(weights)).toList();
        }

        @Override
        public long values(TensorReference tensor, long size) {
            return tensor.equals(weights) ? others.size() + 1 : size;
        }
    }

    /** The mean of the action's tensor and those of other members; how much they disagree goes along. */
    record Ensemble(List<TensorReference> others) implements Head {
        @Override
        public List<TensorReference> tensors() {
            return others;
        }
    }

    /** The action's tensor, scaled, on top of what a base policy returns. */
    record Residual(TensorReference base, double scale) implements Head {
        @Override
        public List<TensorReference> tensors() {
            return List.of(base);
        }
    }

    static Head read(ConfigNode node, ReadContext context) {
        return switch (node.child("kind")
                .choice("gaussian", "mixture", "ensemble", "residual", "experts", "diffusion")) {
            case "gaussian" -> {
                node.only("kind", "deviation", "deviation_is", "squash", "seed");
                yield new Gaussian(
                        context.tensor(node.child("deviation")),
                        logarithm(node),
                        node.child("squash").choice("none", "tanh").equals("tanh"),
                        seed(node));
            }
            case "mixture" -> mixture(node, context);
            case "diffusion" -> Diffusion.read(node, context);
            case "experts" -> experts(node, context);
            case "ensemble" -> new Ensemble(others(node.only("kind", "others"), context));
            default -> {
                node.only("kind", "base", "scale");
                yield new Residual(
                        context.tensor(node.child("base")), node.child("scale").quantity(Dimension.RATIO, -1000, 1000));
            }
        };
    }

    private static List<TensorReference> others(ConfigNode node, ReadContext context) {
        List<TensorReference> others =
                node.child("others").items().stream().map(context::tensor).toList();
        if (others.isEmpty()) {
            throw node.child("others").error(" is empty").withHint("beside the action's tensor there is one or more");
        }
        return others;
    }

    private static Head experts(ConfigNode node, ReadContext context) {
        Mode mode = mode(node);
        if (mode == Mode.SAMPLED) {
            node.only("kind", "others", "weights", "weights_are", "mode", "seed");
        } else {
            node.only("kind", "others", "weights", "weights_are", "mode");
        }
        return new Experts(
                others(node, context),
                context.tensor(node.child("weights")),
                logits(node),
                mode,
                mode == Mode.SAMPLED ? seed(node) : 0);
    }

    private static Mode mode(ConfigNode node) {
        return switch (node.child("mode").choice("best", "mean", "sampled")) {
            case "best" -> Mode.BEST;
            case "mean" -> Mode.MEAN;
            default -> Mode.SAMPLED;
        };
    }

    private static boolean logits(ConfigNode node) {
        return node.child("weights_are").choice("logits", "probabilities").equals("logits");
    }

    private static Head mixture(ConfigNode node, ReadContext context) {
        Mode mode = mode(node);
        boolean sampled = mode == Mode.SAMPLED;
        if (sampled) {
            node.only("kind", "components", "weights", "weights_are", "mode", "deviation", "deviation_is", "seed");
        } else {
            node.only("kind", "components", "weights", "weights_are", "mode");
        }
        return new Mixture(
                node.child("components").integer(2, 1000),
                context.tensor(node.child("weights")),
                logits(node),
                mode,
                sampled ? context.tensor(node.child("deviation")) : null,
                sampled && logarithm(node),
                sampled ? seed(node) : 0);
    }

    private static boolean logarithm(ConfigNode node) {
        return node.child("deviation_is").choice("deviation", "logarithm").equals("logarithm");
    }

    static int seed(ConfigNode node) {
        return node.child("seed").integer(0, Integer.MAX_VALUE);
    }
}
