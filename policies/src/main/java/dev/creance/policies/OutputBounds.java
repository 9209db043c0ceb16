package dev.creance.policies;

import dev.creance.policies.PolicyReport.Bounds;
import dev.creance.policies.graph.OnnxModel;
import dev.creance.policies.graph.OnnxModel.Edge;
import dev.creance.policies.graph.OnnxModel.Node;
import dev.creance.policies.graph.OnnxModel.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Interval arithmetic over a graph: one interval for all elements of a tensor, inputs unbounded. It may be wider than the
 * truth and is never narrower (up to rounding); what it does not know is unbounded.
 */
final class OutputBounds {
    private record Interval(double least, double greatest) {
        static final Interval ALL = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        static final Interval SIGNED_UNIT = new Interval(-1, 1);
        static final Interval UNIT = new Interval(0, 1);

        /** The interval of these values; everything where one is not a number. */
        static Interval of(double... values) {
            double least = Double.POSITIVE_INFINITY;
            double greatest = Double.NEGATIVE_INFINITY;
            for (double value : values) {
                if (Double.isNaN(value)) {
                    return ALL;
                }
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
            }
            return values.length == 0 ? ALL : new Interval(least, greatest);
        }

        Interval union(Interval other) {
            return new Interval(Math.min(least, other.least), Math.max(greatest, other.greatest));
        }

        Interval plus(Interval other) {
            return of(least + other.least, greatest + other.greatest);
        }

        Interval negated() {
            return new Interval(-greatest, -least);
        }

        Interval times(Interval other) {
            return of(
                    product(least, other.least),
                    product(least, other.greatest),
                    product(greatest, other.least),
                    product(greatest, other.greatest));
        }

        Interval reciprocal() {
            return least <= 0 && greatest >= 0 ? ALL : of(1 / least, 1 / greatest);
        }

        /** 0·∞ is 0 here: the bound of something that is exactly zero. */
        private static double product(double a, double b) {
            return a == 0 || b == 0 ? 0 : a * b;
        }
    }

    private final Map<String, Interval> intervals = new HashMap<>();
    private final Map<String, Tensor> constants = new HashMap<>();

    private OutputBounds() {}

    static List<Bounds> of(OnnxModel.Graph graph) {
        OutputBounds bounds = new OutputBounds();
        graph.initialisers().forEach(tensor -> bounds.constant(tensor.name(), tensor));
        for (Node node : graph.nodes()) {
            OnnxModel.Attribute value = node.attributes().get("value");
            if (node.operator().equals("Constant") && value != null && value.tensor() != null) {
                bounds.constant(node.outputs().getFirst(), value.tensor());
            } else {
                Interval interval = node.domain().isEmpty() || node.domain().equals("ai.onnx")
                        ? bounds.through(node)
                        : Interval.ALL;
                for (int i = 0; i < node.outputs().size(); i++) {
                    // The third output of an LSTM is its cell, which grows without bound.
                    boolean cell = node.operator().equals("LSTM") && i == 2;
                    bounds.intervals.put(node.outputs().get(i), cell ? Interval.ALL : interval);
                }
            }
        }
        List<Bounds> result = new ArrayList<>();
        for (Edge output : graph.outputs()) {
            Interval interval = bounds.at(output.name());
            result.add(new Bounds(output.name(), interval.least(), interval.greatest()));
        }
        return List.copyOf(result);
    }

    private void constant(String name, Tensor tensor) {
        double[] values = tensor.values();
        constants.put(name, tensor);
        intervals.put(name, values == null ? Interval.ALL : Interval.of(values));
    }

    private Interval at(String tensor) {
        return intervals.getOrDefault(tensor, Interval.ALL);
    }

    private Interval through(Node node) {
        Interval x = at(node.input(0));
        Interval y = at(node.input(1));
        return switch (node.operator()) {
            case "Identity",
                    "Reshape",
                    "Flatten",
                    "Squeeze",
                    "Unsqueeze",
                    "Transpose",
                    "Slice",
                    "Split",
                    "Gather",
                    "GatherND",
                    "Expand",
                    "Tile",
                    "ReduceMax",
                    "ReduceMin",
                    "ReduceMean",
                    "MaxPool" -> x;
            case "Concat", "Max", "Min" ->
                node.inputs().stream().map(this::at).reduce(Interval::union).orElse(x);
            case "Where" -> y.union(at(node.input(2)));
            case "Tanh", "Softsign", "Sin", "Cos", "Erf", "Sign" -> Interval.SIGNED_UNIT;
            case "Sigmoid", "HardSigmoid", "Softmax" -> Interval.UNIT;
            case "RNN", "GRU", "LSTM" -> recurrent(node);
            case "Relu" -> new Interval(Math.max(0, x.least()), Math.max(0, x.greatest()));
            case "Elu" -> elu(x, node.real("alpha", 1));
            case "LeakyRelu" -> x.union(x.times(Interval.of(node.real("alpha", 0.01f))));
            case "Abs" -> Interval.of(0, Math.max(-x.least(), x.greatest()));
            case "Neg" -> x.negated();
            case "Add" -> x.plus(y);
            case "Sub" -> x.plus(y.negated());
            case "Mul" -> node.input(0).equals(node.input(1)) ? square(x) : x.times(y);
            case "Div" -> x.times(y.reciprocal());
            case "Clip" -> clip(node, x);
            case "Gemm" -> gemm(node, x);
            case "MatMul" -> weighted(x, constants.get(node.input(1)), false, 1);
            default -> Interval.ALL;
        };
    }

    private static Interval square(Interval x) {
        double farthest = Math.max(-x.least(), x.greatest());
        double nearest =
                x.least() <= 0 && x.greatest() >= 0 ? 0 : Math.min(Math.abs(x.least()), Math.abs(x.greatest()));
        return Interval.of(nearest * nearest, farthest * farthest);
    }

    private static Interval elu(Interval x, double alpha) {
        return alpha < 0 ? Interval.ALL : new Interval(x.least() < 0 ? -alpha : x.least(), Math.max(0, x.greatest()));
    }

    /** With the default activations, a new hidden state lies between the old one and ±1, for RNN and LSTM within ±1. */
    private Interval recurrent(Node node) {
        if (node.attributes().containsKey("activations")) {
            return Interval.ALL;
        }
        boolean keepsOld = node.operator().equals("GRU") && !node.input(5).isEmpty();
        return keepsOld ? Interval.SIGNED_UNIT.union(at(node.input(5))) : Interval.SIGNED_UNIT;
    }

    /** min(max(x, low), high); the bounds may be computed and so be intervals themselves. */
    private Interval clip(Node node, Interval x) {
        Interval low = bound(node, "min", 1, Double.NEGATIVE_INFINITY);
        Interval high = bound(node, "max", 2, Double.POSITIVE_INFINITY);
        return new Interval(
                Math.min(Math.max(x.least(), low.least()), high.least()),
                Math.min(Math.max(x.greatest(), low.greatest()), high.greatest()));
    }

    /** Up to opset 10 an attribute, later an input. */
    private Interval bound(Node node, String attribute, int input, double none) {
        if (node.attributes().containsKey(attribute)) {
            return Interval.of(node.real(attribute, 0));
        }
        return node.input(input).isEmpty() ? Interval.of(none) : at(node.input(input));
    }

    private Interval gemm(Node node, Interval a) {
        boolean transposed = node.integer("transB", 0) == 1;
        Interval product = weighted(a, constants.get(node.input(1)), transposed, node.real("alpha", 1));
        if (node.input(2).isEmpty()) {
            return product;
        }
        return product.plus(at(node.input(2)).times(Interval.of(node.real("beta", 1))));
    }

    /** The interval of sums of {@code x} weighted by the columns of a constant matrix, or by its rows where transposed. */
    private static Interval weighted(Interval x, Tensor matrix, boolean transposed, double factor) {
        double[] weights = matrix == null ? null : matrix.values();
        if (weights == null || matrix.dims().length != 2) {
            return Interval.ALL;
        }
        int rows = (int) matrix.dims()[0];
        int columns = (int) matrix.dims()[1];
        int sums = transposed ? rows : columns;
        int summands = transposed ? columns : rows;
        Interval all = null;
        for (int n = 0; n < sums; n++) {
            Interval sum = Interval.of(0);
            for (int k = 0; k < summands; k++) {
                double weight = factor * weights[transposed ? n * columns + k : k * columns + n];
                sum = sum.plus(x.times(Interval.of(weight)));
            }
            all = all == null ? sum : all.union(sum);
        }
        return all == null ? Interval.ALL : all;
    }
}
