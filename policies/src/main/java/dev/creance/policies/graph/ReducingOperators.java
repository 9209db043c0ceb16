package dev.creance.policies.graph;

import dev.creance.policies.graph.OnnxModel.Node;
import dev.creance.policies.graph.Planner.Reals;
import java.util.Arrays;
import java.util.stream.IntStream;

/** What makes one value of many, or sets many in relation to each other. */
final class ReducingOperators {
    private ReducingOperators() {}

    static void plan(Planner planner, Node node) {
        Reals y = switch (node.operator()) {
            case "ReduceSum" -> reduced(planner, node, Reduction.Function.SUM, 13);
            case "ReduceMean" -> reduced(planner, node, Reduction.Function.MEAN, 18);
            case "ReduceMax" -> reduced(planner, node, Reduction.Function.MAX, 18);
            case "ReduceMin" -> reduced(planner, node, Reduction.Function.MIN, 18);
            case "ReduceProd" -> reduced(planner, node, Reduction.Function.PRODUCT, 18);
            case "ReduceSumSquare" -> reduced(planner, node, Reduction.Function.SUM_SQUARE, 18);
            case "ReduceL1" -> reduced(planner, node, Reduction.Function.L1, 18);
            case "ReduceL2" -> reduced(planner, node, Reduction.Function.L2, 18);
            case "ReduceLogSumExp" -> reduced(planner, node, Reduction.Function.LOG_SUM_EXP, 18);
            case "ArgMax" -> position(planner, node, Reduction.Function.ARG_MAX);
            case "ArgMin" -> position(planner, node, Reduction.Function.ARG_MIN);
            case "Softmax" -> softmax(planner, node, false);
            case "LogSoftmax" -> softmax(planner, node, true);
            case "LayerNormalization" -> layerNormalization(planner, node);
            default -> throw new Unsupported("not one that reduces");
        };
        planner.define(node.outputs().getFirst(), y);
    }

    /** @param axesAreInput from this opset on the axes are an input, before an attribute */
    private static Reals reduced(Planner planner, Node node, Reduction.Function function, int axesAreInput) {
        Reals x = planner.reals(node, 0);
        long[] axes = planner.opset() < axesAreInput ? node.integers("axes") : null;
        if (planner.opset() >= axesAreInput && !node.input(1).isEmpty()) {
            axes = planner.integers(node, 1);
        }
        boolean none = axes == null || axes.length == 0;
        if (none && node.integer("noop_with_empty_axes", 0) != 0) {
            return x;
        }
        int rank = x.shape().length;
        boolean[] gone = new boolean[rank];
        Arrays.fill(gone, none);
        for (long axis : none ? new long[0] : axes) {
            gone[Shapes.axis(axis, rank)] = true;
        }
        return reduction(planner, x, gone, node.integer("keepdims", 1) != 0, function);
    }

    private static Reals position(Planner planner, Node node, Reduction.Function function) {
        if (node.integer("select_last_index", 0) != 0) {
            throw new Unsupported("with select_last_index");
        }
        Reals x = planner.reals(node, 0);
        boolean[] gone = new boolean[x.shape().length];
        gone[Shapes.axis(node.integer("axis", 0), gone.length)] = true;
        return reduction(planner, x, gone, node.integer("keepdims", 1) != 0, function)
                .whole(true);
    }

    private static Reals reduction(
            Planner planner, Reals x, boolean[] gone, boolean keep, Reduction.Function function) {
        int[] shape = IntStream.range(0, gone.length)
                .filter(i -> keep || !gone[i])
                .map(i -> gone[i] ? 1 : x.shape()[i])
                .toArray();
        Reals y = planner.result(shape, x).whole(x.whole() && function != Reduction.Function.MEAN);
        int[] from = groups(x.at(), x.shape(), gone);
        return planner.emit(new Reduction(function, from, from.length / y.size(), y.at()), y);
    }

    /** The addresses of all values, those that belong together along these axes one after the other. */
    private static int[] groups(int at, int[] shape, boolean[] together) {
        int[] steps = Shapes.steps(shape);
        int[] order = IntStream.concat(
                        IntStream.range(0, shape.length).filter(i -> !together[i]),
                        IntStream.range(0, shape.length).filter(i -> together[i]))
                .toArray();
        int[] sizes = IntStream.of(order).map(i -> shape[i]).toArray();
        int[] along = IntStream.of(order).map(i -> steps[i]).toArray();
        return Shapes.addresses(at, sizes, along);
    }

    /** Up to opset 12 all axes from the given one on are one. */
    private static Reals softmax(Planner planner, Node node, boolean logarithm) {
        Reals x = planner.reals(node, 0);
        int rank = x.shape().length;
        boolean old = planner.opset() < 13;
        int axis = Shapes.axis(node.integer("axis", old ? 1 : -1), rank);
        boolean[] together = new boolean[rank];
        int count = 1;
        for (int i = 0; i < rank; i++) {
            together[i] = i == axis || (old && i > axis);
            count *= together[i] ? x.shape()[i] : 1;
        }
        Reals y = planner.result(x.shape(), x);
        return planner.emit(new Softmax(logarithm, x.at(), groups(0, x.shape(), together), count, y.at()), y);
    }

    private static Reals layerNormalization(Planner planner, Node node) {
        Reals x = planner.reals(node, 0);
        Reals scale = planner.reals(node, 1);
        int axis = Shapes.axis(node.integer("axis", -1), x.shape().length);
        int size = Shapes.size(Arrays.copyOfRange(x.shape(), axis, x.shape().length));
        Reals bias = node.input(2).isEmpty() ? null : planner.reals(node, 2);
        boolean fits = scale.size() == size && (bias == null || bias.size() == size);
        if (!fits || node.outputs().size() > 1) {
            throw new Unsupported("with a scale of another size, or with its statistics as outputs");
        }
        Reals y = bias == null ? planner.result(x.shape(), x, scale) : planner.result(x.shape(), x, scale, bias);
        return planner.emit(
                new LayerNormalization(
                        x.at(),
                        x.size() / size,
                        size,
                        node.real("epsilon", 1e-5f),
                        scale.at(),
                        bias == null ? -1 : bias.at(),
                        y.at()),
                y);
    }
}
