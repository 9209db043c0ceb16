package dev.creance.policies;

import static dev.creance.policies.OperatorForms.count;
import static dev.creance.policies.OperatorForms.form;
import static dev.creance.policies.OperatorForms.waves;

import dev.creance.policies.OperatorForms.Form;
import java.util.stream.Stream;

/** What becomes of the values along axes: sums, greatest ones, shares, norms. */
final class ReductionForms {
    private ReductionForms() {}

    static Stream<Form> all() {
        long[] last = {-1};
        return Stream.of(
                reduce("ReduceSum", 11, "axes", last),
                reduce("ReduceMean", 17, "axes", new long[] {0, 2}, "keepdims", 0),
                reduce("ReduceMean", 17),
                reduce("ReduceMax", 17, "axes", new long[] {1}),
                reduce("ReduceMin", 17, "axes", last, "keepdims", 0),
                reduce("ReduceProd", 17, "axes", last),
                reduce("ReduceSumSquare", 17, "axes", new long[] {0}),
                reduce("ReduceL1", 17, "axes", new long[] {1, 2}),
                reduce("ReduceL2", 17, "axes", last),
                reduce("ReduceLogSumExp", 17, "axes", last),
                form(
                        "ReduceSum with axes as an input",
                        17,
                        b -> b.input("x", 2, 3).integers("a", 0).node("ReduceSum", "x a", "y", "keepdims", 0)),
                form(
                        "ReduceMean with axes as an input",
                        18,
                        b -> b.input("x", 2, 3).integers("a", -1).node("ReduceMean", "x a", "y")),
                reduce("Softmax", 17),
                reduce("Softmax", 17, "axis", 1),
                reduce("Softmax", 11, "axis", 1),
                reduce("LogSoftmax", 17, "axis", 0),
                form(
                        "ArgMax",
                        17,
                        b -> b.input("x", 3, 5)
                                .node("ArgMax", "x", "i", "axis", 1, "keepdims", 0)
                                .node("Cast", "i", "y", "to", 1)),
                form(
                        "ArgMin",
                        17,
                        b -> b.input("x", 3, 5)
                                .node("ArgMin", "x", "i", "axis", 0)
                                .node("Cast", "i", "y", "to", 1)),
                form(
                        "LayerNormalization",
                        17,
                        b -> b.input("x", 2, 3, 4)
                                .floats("s", new long[] {4}, count(4))
                                .floats("b", new long[] {4}, waves(4))
                                .node("LayerNormalization", "x s b", "y", "epsilon", 0.01f)),
                form(
                        "LayerNormalization of two axes without a bias",
                        17,
                        b -> b.input("x", 2, 3, 4)
                                .floats("s", new long[] {3, 4}, waves(12))
                                .node("LayerNormalization", "x s", "y", "axis", 1)));
    }

    private static Form reduce(String operator, int opset, Object... attributes) {
        return form(
                operator + " of opset " + opset,
                opset,
                b -> b.input("x", 2, 3, 4).node(operator, "x", "y", attributes));
    }
}
