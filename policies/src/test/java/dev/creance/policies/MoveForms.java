package dev.creance.policies;

import static dev.creance.policies.OperatorForms.form;

import dev.creance.policies.OperatorForms.Form;
import java.util.stream.Stream;

/** Moves and shapes. */
final class MoveForms {
    private MoveForms() {}

    static Stream<Form> all() {
        return Stream.of(
                form(
                        "Transpose",
                        17,
                        b -> b.input("x", 2, 3, 4).node("Transpose", "x", "y", "perm", new long[] {1, 2, 0})),
                form("Transpose to the reverse", 17, b -> b.input("x", 2, 3).node("Transpose", "x", "y")),
                form(
                        "Reshape with an open and a copied size",
                        17,
                        b -> b.input("x", 2, 3, 4).integers("s", 0, -1).node("Reshape", "x s", "y")),
                form("Flatten", 17, b -> b.input("x", 2, 3, 4).node("Flatten", "x", "y", "axis", 2)),
                form(
                        "Squeeze and Unsqueeze of opset 11",
                        11,
                        b -> b.input("x", 1, 3)
                                .node("Squeeze", "x", "s", "axes", new long[] {0})
                                .node("Unsqueeze", "s", "y", "axes", new long[] {0, 2})),
                form(
                        "Squeeze and Unsqueeze of opset 17",
                        17,
                        b -> b.input("x", 1, 3, 1)
                                .integers("a", -1)
                                .node("Squeeze", "x a", "s")
                                .node("Unsqueeze", "s a", "y")),
                form(
                        "Slice of opset 9",
                        9,
                        b -> b.input("x", 4, 5)
                                .node("Slice", "x", "y", "starts", new long[] {1, -3}, "ends", new long[] {3, 100})),
                form(
                        "Slice backwards",
                        17,
                        b -> b.input("x", 2, 5)
                                .integers("from", -1)
                                .integers("to", -100)
                                .integers("axis", 1)
                                .integers("step", -2)
                                .node("Slice", "x from to axis step", "y")),
                form(
                        "Slice with a step",
                        17,
                        b -> b.input("x", 7, 2)
                                .integers("from", 1)
                                .integers("to", 6)
                                .integers("axis", -2)
                                .integers("step", 2)
                                .node("Slice", "x from to axis step", "y")),
                form(
                        "Split by sizes",
                        17,
                        b -> b.input("x", 2, 6)
                                .integers("s", 1, 2, 3)
                                .node("Split", "x s", "a c d", "axis", 1)
                                .node("Concat", "d a c", "y", "axis", -1)),
                form(
                        "Split of opset 11",
                        11,
                        b -> b.input("x", 6, 2)
                                .node("Split", "x", "a c", "axis", 0, "split", new long[] {2, 4})
                                .node("Concat", "c a", "y", "axis", 0)),
                form(
                        "Split evenly",
                        18,
                        b -> b.input("x", 2, 5)
                                .node("Split", "x", "a c", "axis", 1, "num_outputs", 2)
                                .node("Concat", "c a", "y", "axis", 1)),
                form(
                        "Concat along the middle",
                        17,
                        b -> b.input("x", 2, 3, 2).input("z", 2, 1, 2).node("Concat", "x z x", "y", "axis", 1)),
                form(
                        "Gather of several",
                        17,
                        b -> b.input("x", 3, 4).integers("i", 2, -1, 0, 0).node("Gather", "x i", "y", "axis", 1)),
                form(
                        "Expand",
                        17,
                        b -> b.input("x", 3, 1).integers("s", 2, 1, 4).node("Expand", "x s", "y")),
                form(
                        "sizes computed from a shape",
                        17,
                        b -> b.input("x", 2, 3, 4)
                                .integers("i", 0)
                                .integers("rest", -1)
                                .node("Shape", "x", "s")
                                .node("Gather", "s i", "n")
                                .node("Concat", "n rest", "to", "axis", 0)
                                .node("Reshape", "x to", "y")),
                form(
                        "half a size computed from a shape",
                        17,
                        b -> b.input("x", 2, 3, 5)
                                .integers("i", 2)
                                .integers("two", 2)
                                .integers("from", 0)
                                .node("Shape", "x", "s")
                                .node("Gather", "s i", "n")
                                .node("Div", "n two", "half")
                                .node("Slice", "x from half i", "y")),
                form(
                        "what depends on constants alone",
                        17,
                        b -> b.input("x", 2)
                                .floats("a", new long[] {2, 2}, 1, 2, 3, 4)
                                .node("Transpose", "a", "t")
                                .node("MatMul", "t a", "m")
                                .node("MatMul", "x m", "y")));
    }
}
