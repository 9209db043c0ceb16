package dev.creance.policies.graph;

import dev.creance.policies.graph.OnnxModel.Node;
import dev.creance.policies.graph.Planner.Reals;

/** Functions of one value and of two, with broadcasting. Default parameters are those of the ONNX specification. */
final class ElementOperators {
    private ElementOperators() {}

    static void plan(Planner planner, Node node) {
        Reals y = switch (node.operator()) {
            case "Add" -> pairwise(planner, node, Pairwise.Function.ADD);
            case "Sub" -> pairwise(planner, node, Pairwise.Function.SUBTRACT);
            case "Mul" -> pairwise(planner, node, Pairwise.Function.MULTIPLY);
            case "Div" -> pairwise(planner, node, Pairwise.Function.DIVIDE);
            case "Pow" -> pairwise(planner, node, Pairwise.Function.POWER);
            case "PRelu" -> pairwise(planner, node, Pairwise.Function.PRELU);
            case "Less" -> pairwise(planner, node, Pairwise.Function.LESS);
            case "LessOrEqual" -> pairwise(planner, node, Pairwise.Function.LESS_OR_EQUAL);
            case "Greater" -> swapped(planner, node, Pairwise.Function.LESS);
            case "GreaterOrEqual" -> swapped(planner, node, Pairwise.Function.LESS_OR_EQUAL);
            case "Equal" -> pairwise(planner, node, Pairwise.Function.EQUAL);
            case "And" -> pairwise(planner, node, Pairwise.Function.AND);
            case "Or" -> pairwise(planner, node, Pairwise.Function.OR);
            case "Where" -> where(planner, node);
            case "Min" -> pairwise(planner, node, Pairwise.Function.MINIMUM);
            case "Max" -> pairwise(planner, node, Pairwise.Function.MAXIMUM);
            case "Neg" -> pointwise(planner, node, Pointwise.Function.NEGATE, 0, 0);
            case "Abs" -> pointwise(planner, node, Pointwise.Function.ABS, 0, 0);
            case "Reciprocal" -> pointwise(planner, node, Pointwise.Function.RECIPROCAL, 0, 0);
            case "Sqrt" -> pointwise(planner, node, Pointwise.Function.SQRT, 0, 0);
            case "Exp" -> pointwise(planner, node, Pointwise.Function.EXP, 0, 0);
            case "Log" -> pointwise(planner, node, Pointwise.Function.LOG, 0, 0);
            case "Floor" -> pointwise(planner, node, Pointwise.Function.FLOOR, 0, 0);
            case "Ceil" -> pointwise(planner, node, Pointwise.Function.CEIL, 0, 0);
            case "Round" -> pointwise(planner, node, Pointwise.Function.ROUND, 0, 0);
            case "Sign" -> pointwise(planner, node, Pointwise.Function.SIGN, 0, 0);
            case "Not" -> pointwise(planner, node, Pointwise.Function.NOT, 0, 0);
            case "Erf" -> pointwise(planner, node, Pointwise.Function.ERF, 0, 0);
            case "Gelu" -> gelu(planner, node);
            case "HardSwish" -> pointwise(planner, node, Pointwise.Function.HARD_SWISH, 0, 0);
            case "Softsign" -> pointwise(planner, node, Pointwise.Function.SOFTSIGN, 0, 0);
            case "Sin" -> pointwise(planner, node, Pointwise.Function.SIN, 0, 0);
            case "Cos" -> pointwise(planner, node, Pointwise.Function.COS, 0, 0);
            case "Tanh" -> pointwise(planner, node, Pointwise.Function.TANH, 0, 0);
            case "Sigmoid" -> pointwise(planner, node, Pointwise.Function.SIGMOID, 0, 0);
            case "Softplus" -> pointwise(planner, node, Pointwise.Function.SOFTPLUS, 0, 0);
            case "Relu" -> pointwise(planner, node, Pointwise.Function.RELU, 0, 0);
            case "LeakyRelu" -> pointwise(planner, node, Pointwise.Function.LEAKY_RELU, node.real("alpha", 0.01f), 0);
            case "Elu" -> pointwise(planner, node, Pointwise.Function.ELU, node.real("alpha", 1), 0);
            case "Selu" ->
                pointwise(
                        planner,
                        node,
                        Pointwise.Function.SELU,
                        node.real("alpha", 1.6732632f),
                        node.real("gamma", 1.050701f));
            case "HardSigmoid" ->
                pointwise(
                        planner,
                        node,
                        Pointwise.Function.HARD_SIGMOID,
                        node.real("alpha", 0.2f),
                        node.real("beta", 0.5f));
            case "Clip" -> clip(planner, node);
            default -> throw new Unsupported("not one that is known here");
        };
        planner.define(node.outputs().getFirst(), y);
    }

    private static Reals pointwise(Planner planner, Node node, Pointwise.Function function, float p, float q) {
        return pointwise(planner, function, planner.reals(node, 0), p, q);
    }

    private static Reals gelu(Planner planner, Node node) {
        boolean tanh = node.text("approximate", "none").equals("tanh");
        return pointwise(planner, node, tanh ? Pointwise.Function.GELU_TANH : Pointwise.Function.GELU, 0, 0);
    }

    static Reals pointwise(Planner planner, Pointwise.Function function, Reals x, float p, float q) {
        Reals y = planner.result(x.shape(), x).whole(x.whole());
        return planner.emit(new Pointwise(function, x.at(), y.at(), x.size(), p, q), y);
    }

    /** Min and Max take any number of inputs, the others two. */
    private static Reals pairwise(Planner planner, Node node, Pairwise.Function function) {
        Reals y = planner.reals(node, 0);
        for (int i = 1; i < node.inputs().size(); i++) {
            y = pairwise(planner, function, y, planner.reals(node, i));
        }
        return y;
    }

    private static Reals swapped(Planner planner, Node node, Pairwise.Function function) {
        return pairwise(planner, function, planner.reals(node, 1), planner.reals(node, 0));
    }

    private static Reals where(Planner planner, Node node) {
        Reals c = planner.reals(node, 0);
        Reals a = planner.reals(node, 1);
        Reals b = planner.reals(node, 2);
        int[] shape = Shapes.broadcast(c.shape(), Shapes.broadcast(a.shape(), b.shape()));
        Reals y = planner.result(shape, c, a, b).whole(a.whole());
        return planner.emit(
                new Choice(
                        Shapes.broadcastAddresses(c.at(), c.shape(), shape),
                        Shapes.broadcastAddresses(a.at(), a.shape(), shape),
                        Shapes.broadcastAddresses(b.at(), b.shape(), shape),
                        y.at()),
                y);
    }

    static Reals pairwise(Planner planner, Pairwise.Function function, Reals a, Reals b) {
        int[] shape = Shapes.broadcast(a.shape(), b.shape());
        boolean whole = a.whole() && b.whole();
        if (whole && function == Pairwise.Function.POWER) {
            throw new Unsupported("of whole numbers");
        }
        if (whole && function == Pairwise.Function.DIVIDE) {
            // Up to 2²⁴, which whole numbers go to here, no quotient below a whole number is rounded up to it.
            Reals quotient = pairwise(planner, function, a.whole(false), b.whole(false));
            return pointwise(planner, Pointwise.Function.TRUNCATE, quotient, 0, 0)
                    .whole(true);
        }
        Reals y = planner.result(shape, a, b).whole(whole);
        return planner.emit(
                new Pairwise(
                        function,
                        Shapes.broadcastAddresses(a.at(), a.shape(), shape),
                        Shapes.broadcastAddresses(b.at(), b.shape(), shape),
                        y.at()),
                y);
    }

    /** Limits are attributes up to opset 10, then inputs, each of which may be left out, be constant or be computed. */
    private static Reals clip(Planner planner, Node node) {
        Reals x = planner.reals(node, 0);
        if (planner.opset() < 11) {
            float least = node.real("min", Float.NEGATIVE_INFINITY);
            return pointwise(planner, Pointwise.Function.CLIP, x, least, node.real("max", Float.POSITIVE_INFINITY));
        }
        boolean constant = (node.input(1).isEmpty() || planner.reals(node, 1).constant())
                && (node.input(2).isEmpty() || planner.reals(node, 2).constant());
        if (constant) {
            float least = node.input(1).isEmpty() ? Float.NEGATIVE_INFINITY : planner.number(node, 1);
            float greatest = node.input(2).isEmpty() ? Float.POSITIVE_INFINITY : planner.number(node, 2);
            return pointwise(planner, Pointwise.Function.CLIP, x, least, greatest);
        }
        Reals raised =
                node.input(1).isEmpty() ? x : pairwise(planner, Pairwise.Function.MAXIMUM, x, planner.reals(node, 1));
        return node.input(2).isEmpty()
                ? raised
                : pairwise(planner, Pairwise.Function.MINIMUM, raised, planner.reals(node, 2));
    }
}
