package dev.creance.policies;

import static dev.creance.policies.OperatorForms.form;

import dev.creance.policies.OperatorForms.Form;
import java.util.stream.Stream;

/** Functions of one value and of two. */
final class ElementForms {
    private ElementForms() {}

    static Stream<Form> all() {
        return Stream.of(
                pointwise("Neg", 17),
                pointwise("Abs", 17),
                pointwise("Exp", 17),
                pointwise("Tanh", 17),
                pointwise("Sigmoid", 17),
                pointwise("Softplus", 17),
                pointwise("Relu", 17),
                pointwise("Floor", 17),
                pointwise("Ceil", 17),
                pointwise("Reciprocal", 17),
                pointwise("LeakyRelu", 17, "alpha", 0.2f),
                pointwise("LeakyRelu", 17),
                pointwise("Elu", 17, "alpha", 0.7f),
                pointwise("Elu", 17),
                pointwise("Selu", 17),
                pointwise("HardSigmoid", 17, "alpha", 0.3f, "beta", 0.4f),
                pointwise("HardSigmoid", 17),
                pointwise("Clip", 10, "min", -0.5f, "max", 0.25f),
                form(
                        "Clip with constants",
                        17,
                        b -> b.input("x", 2, 5)
                                .floats("lo", new long[0], -0.5f)
                                .floats("hi", new long[0], 2)
                                .node("Clip", "x lo hi", "y")),
                form(
                        "Clip with one limit",
                        17,
                        b -> b.input("x", 2, 5).floats("hi", new long[0], 2).node("Clip", "x _ hi", "y")),
                form(
                        "Clip with a computed limit",
                        17,
                        b -> b.input("x", 2, 5).input("z").node("Clip", "x z", "y")),
                pointwise("Erf", 17),
                pointwise("Round", 17),
                pointwise("Sign", 17),
                pointwise("HardSwish", 17),
                pointwise("Softsign", 17),
                wave("Sin"),
                wave("Cos"),
                pointwise("Gelu", 20),
                pointwise("Gelu", 20, "approximate", "tanh"),
                pairwise("Add", new long[] {2, 3}, new long[] {2, 3}),
                pairwise("Sub", new long[] {2, 3}, new long[] {3}),
                pairwise("Mul", new long[] {1, 3}, new long[] {2, 1}),
                pairwise("Div", new long[] {4}, new long[] {2, 3, 1}),
                pairwise("Min", new long[] {2, 3}, new long[] {1}),
                pairwise("Max", new long[0], new long[] {2, 2}),
                pairwise("PRelu", new long[] {2, 3}, new long[] {3}),
                form(
                        "Max of three",
                        17,
                        b -> b.input("x", 3)
                                .input("z", 3)
                                .floats("c", new long[] {1}, 0.1f)
                                .node("Max", "x z c", "y")),
                form(
                        "Sqrt and Log of what is positive",
                        17,
                        b -> b.input("x", 7)
                                .node("Abs", "x", "a")
                                .node("Sqrt", "a", "s")
                                .node("Log", "s", "y")),
                form(
                        "Pow",
                        17,
                        b -> b.input("x", 7).floats("two", new long[0], 2).node("Pow", "x two", "y")));
    }

    private static Form pointwise(String operator, int opset, Object... attributes) {
        return form(
                operator + " of opset " + opset, opset, b -> b.input("x", 2, 5).node(operator, "x", "y", attributes));
    }

    /** Of angles: a number beyond 2²⁴ is none. */
    private static Form wave(String operator) {
        return form(
                operator,
                17,
                b -> b.input("x", 2, 5)
                        .floats("least", new long[0], -1e4f)
                        .floats("most", new long[0], 1e4f)
                        .node("Clip", "x least most", "angle")
                        .node(operator, "angle", "y"));
    }

    private static Form pairwise(String operator, long[] x, long[] z) {
        return form(operator, 17, b -> b.input("x", x).input("z", z).node(operator, "x z", "y"));
    }
}
