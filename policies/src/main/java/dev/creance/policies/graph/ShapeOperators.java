package dev.creance.policies.graph;

import dev.creance.policies.graph.OnnxModel.Attribute;
import dev.creance.policies.graph.OnnxModel.Node;
import dev.creance.policies.graph.Planner.Integers;
import dev.creance.policies.graph.Planner.Reals;
import dev.creance.policies.graph.Planner.Value;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Constants, and what gives values another shape where they lie: none of it costs anything in an evaluation. */
final class ShapeOperators {
    private ShapeOperators() {}

    static void plan(Planner planner, Node node) {
        Value y = switch (node.operator()) {
            case "Constant" -> constant(planner, node);
            case "Identity", "Dropout" -> planner.value(node, 0);
            case "Cast" -> cast(planner, node);
            case "Shape" -> shape(planner, node);
            case "Reshape" -> reshape(planner, node);
            case "Flatten" -> flatten(planner, node);
            case "Squeeze" -> squeeze(planner, node);
            case "Unsqueeze" -> unsqueeze(planner, node);
            default -> throw new Unsupported("not one that shapes values");
        };
        planner.define(node.outputs().getFirst(), y);
    }

    private static Value constant(Planner planner, Node node) {
        if (node.attributes().size() != 1) {
            throw new Unsupported("with attributes " + node.attributes().keySet());
        }
        Attribute value = node.attributes().values().iterator().next();
        return switch (node.attributes().keySet().iterator().next()) {
            case "value" -> planner.constant(value.tensor());
            case "value_float" -> planner.constant(new float[] {value.real()});
            case "value_floats" -> planner.constant(value.reals(), value.reals().length);
            case "value_int" -> new Integers(new long[] {value.integer()}, new int[0]);
            case "value_ints" -> new Integers(value.integers(), new int[] {value.integers().length});
            default ->
                throw new Unsupported("with attributes " + node.attributes().keySet());
        };
    }

    /** What is not computed in float32 anyway is refused; whole numbers and truth values are float32 in disguise. */
    private static Value cast(Planner planner, Node node) {
        long to = node.integer("to", OnnxModel.Tensor.FLOAT);
        boolean whole = to == OnnxModel.Tensor.INT64 || to == OnnxModel.Tensor.INT32;
        if (to != OnnxModel.Tensor.FLOAT && !whole) {
            throw new Unsupported("to ONNX type " + to);
        }
        if (planner.value(node, 0) instanceof Integers known && whole) {
            return known;
        }
        Reals x = planner.reals(node, 0);
        return whole && !x.whole()
                ? ElementOperators.pointwise(planner, Pointwise.Function.TRUNCATE, x, 0, 0)
                        .whole(true)
                : x.whole(whole);
    }

    private static Integers shape(Planner planner, Node node) {
        int[] shape = planner.value(node, 0).shape();
        int from = (int) Math.max(0, Math.min(shape.length, Shapes.fromEnd(node.integer("start", 0), shape.length)));
        int to = (int) Math.max(
                from, Math.min(shape.length, Shapes.fromEnd(node.integer("end", shape.length), shape.length)));
        long[] sizes = IntStream.range(from, to).mapToLong(i -> shape[i]).toArray();
        return new Integers(sizes, new int[] {sizes.length});
    }

    private static Reals reshape(Planner planner, Node node) {
        Reals x = planner.reals(node, 0);
        long[] wanted = planner.integers(node, 1);
        int[] shape = new int[wanted.length];
        int open = -1;
        for (int i = 0; i < shape.length; i++) {
            boolean copied = wanted[i] == 0 && node.integer("allowzero", 0) == 0;
            shape[i] = copied ? x.shape()[i] : Math.toIntExact(wanted[i]);
            if (wanted[i] == -1) {
                open = i;
                shape[i] = 1;
            }
        }
        if (open >= 0) {
            shape[open] = x.size() / Math.max(1, Shapes.size(shape));
        }
        if (Shapes.size(shape) != x.size()) {
            throw new Unsupported("of " + Arrays.toString(x.shape()) + " to " + Arrays.toString(wanted));
        }
        return x.as(shape);
    }

    private static Reals flatten(Planner planner, Node node) {
        Reals x = planner.reals(node, 0);
        int rank = x.shape().length;
        int axis = (int) Shapes.fromEnd(node.integer("axis", 1), rank);
        int rows = Shapes.size(Arrays.copyOf(x.shape(), Math.min(axis, rank)));
        return x.as(rows, x.size() / Math.max(1, rows));
    }

    /** Axes are an attribute up to opset 12, then an input. */
    private static long[] axes(Planner planner, Node node) {
        return node.input(1).isEmpty() ? node.integers("axes") : planner.integers(node, 1);
    }

    private static Value squeeze(Planner planner, Node node) {
        Value x = planner.value(node, 0);
        int[] shape = x.shape();
        long[] axes = axes(planner, node);
        boolean[] gone = new boolean[shape.length];
        for (int i = 0; i < shape.length; i++) {
            gone[i] = axes == null && shape[i] == 1;
        }
        for (long axis : axes == null ? new long[0] : axes) {
            gone[Shapes.axis(axis, shape.length)] = true;
        }
        return shaped(
                x,
                IntStream.range(0, shape.length)
                        .filter(i -> !gone[i])
                        .map(i -> shape[i])
                        .toArray());
    }

    private static Value unsqueeze(Planner planner, Node node) {
        Value x = planner.value(node, 0);
        long[] axes = axes(planner, node);
        int rank = x.shape().length + axes.length;
        int[] shape = new int[rank];
        for (long axis : axes) {
            shape[Shapes.axis(axis, rank)] = 1;
        }
        int next = 0;
        for (int i = 0; i < rank; i++) {
            shape[i] = shape[i] == 1 ? 1 : x.shape()[next++];
        }
        return shaped(x, shape);
    }

    private static Value shaped(Value value, int[] shape) {
        return switch (value) {
            case Reals reals -> reals.as(shape);
            case Integers whole -> new Integers(whole.values(), shape);
        };
    }
}
