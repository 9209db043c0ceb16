package dev.creance.policies;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Small networks, each of which shows one operator with one variant of shape, attribute or opset. */
public final class OperatorForms {
    private OperatorForms() {}

    /** One operator in one form: {@code x} and, where there are two, {@code z} go in, {@code y} comes out. */
    public record Form(String name, int opset, UnaryOperator<OnnxBuilder> graph) {
        public byte[] model() {
            return graph.apply(new OnnxBuilder(opset)).output("y").build();
        }
    }

    private static Form form(String name, int opset, UnaryOperator<OnnxBuilder> graph) {
        return new Form(name, opset, graph);
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

    private static float[] count(int values) {
        float[] numbers = new float[values];
        for (int i = 0; i < values; i++) {
            numbers[i] = 0.37f * (i + 1) - 1;
        }
        return numbers;
    }

    /** Functions of one value and of two. */
    public static Stream<Form> ofElements() {
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

    private static Stream<Form> products() {
        long[] w = {3, 4};
        return Stream.of(
                form(
                        "Gemm with a bias",
                        17,
                        b -> b.input("x", 2, 3)
                                .floats("w", w, count(12))
                                .floats("c", new long[] {4}, count(4))
                                .node("Gemm", "x w c", "y")),
                form(
                        "Gemm transposed",
                        17,
                        b -> b.input("x", 3, 2)
                                .floats("w", new long[] {4, 3}, count(12))
                                .floats("c", new long[] {2, 1}, count(2))
                                .node("Gemm", "x w c", "y", "transA", 1, "transB", 1)),
                form(
                        "Gemm with factors",
                        17,
                        b -> b.input("x", 1, 3)
                                .floats("w", w, count(12))
                                .floats("c", new long[] {1, 4}, count(4))
                                .node("Gemm", "x w c", "y", "alpha", 0.5f, "beta", 2f)),
                form(
                        "Gemm without a bias",
                        17,
                        b -> b.input("x", 1, 3).floats("w", w, count(12)).node("Gemm", "x w", "y")),
                form(
                        "Gemm of two inputs with a number as bias",
                        17,
                        b -> b.input("x", 2, 3)
                                .input("z", 3, 2)
                                .floats("c", new long[0], 3)
                                .node("Gemm", "x z c", "y")),
                form(
                        "MatMul of matrices",
                        17,
                        b -> b.input("x", 2, 3).floats("w", w, count(12)).node("MatMul", "x w", "y")),
                form(
                        "MatMul of a vector and a matrix",
                        17,
                        b -> b.input("x", 3).floats("w", w, count(12)).node("MatMul", "x w", "y")),
                form(
                        "MatMul of a matrix and a vector",
                        17,
                        b -> b.input("x", 2, 3).input("z", 3).node("MatMul", "x z", "y")),
                form("MatMul of vectors", 17, b -> b.input("x", 3).input("z", 3).node("MatMul", "x z", "y")),
                form(
                        "MatMul of a batch and a matrix",
                        17,
                        b -> b.input("x", 2, 5, 3).floats("w", w, count(12)).node("MatMul", "x w", "y")),
                form(
                        "MatMul of two batches",
                        17,
                        b -> b.input("x", 2, 1, 5, 3).input("z", 2, 1, 3, 2).node("MatMul", "x z", "y")),
                form(
                        "MatMul of a matrix and a batch",
                        17,
                        b -> b.input("x", 5, 3).input("z", 4, 3, 2).node("MatMul", "x z", "y")));
    }

    /** Moves and shapes. */
    public static Stream<Form> ofMoves() {
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

    private static UnaryOperator<OnnxBuilder> unit(String operator, int gates, boolean biased, Object... attributes) {
        int hidden = 3;
        return b -> {
            b.input("x", 4, 2, 5)
                    .input("h", 1, 2, hidden)
                    .input("c", 1, 2, hidden)
                    .floats("w", new long[] {1, gates * hidden, 5}, waves(gates * hidden * 5))
                    .floats("r", new long[] {1, gates * hidden, hidden}, waves(gates * hidden * hidden))
                    .floats("bias", new long[] {1, 2L * gates * hidden}, waves(2 * gates * hidden));
            String inputs = "x w r " + (biased ? "bias" : "_") + " _ h" + (gates == 4 ? " c" : "");
            Object[] all = Stream.concat(Stream.of("hidden_size", hidden), Stream.of(attributes))
                    .toArray();
            return b.node(operator, inputs, "all last" + (gates == 4 ? " cell" : ""), all)
                    .node("Concat", gates == 4 ? "last cell" : "last h", "l", "axis", 2)
                    .node("Flatten", "all", "f", "axis", 0)
                    .node("Flatten", "l", "g", "axis", 0)
                    .node("Concat", gates == 4 ? "f g" : "f g g", "fg", "axis", 1)
                    .node("Flatten", "c", "d", "axis", 0)
                    .node("Concat", "fg d", "y", "axis", 1);
        };
    }

    private static float[] waves(int values) {
        float[] numbers = new float[values];
        for (int i = 0; i < values; i++) {
            numbers[i] = (float) Math.sin(1.7 * i + 0.3);
        }
        return numbers;
    }

    private static Form reduce(String operator, int opset, Object... attributes) {
        return form(
                operator + " of opset " + opset,
                opset,
                b -> b.input("x", 2, 3, 4).node(operator, "x", "y", attributes));
    }

    private static Stream<Form> reductions() {
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

    private static Stream<Form> units() {
        return Stream.of(
                form("GRU with the reset after the product", 17, unit("GRU", 3, true, "linear_before_reset", 1)),
                form("GRU with the reset before the product", 17, unit("GRU", 3, true)),
                form("GRU without biases", 17, unit("GRU", 3, false)),
                form("LSTM", 17, unit("LSTM", 4, true)),
                form("LSTM without biases", 17, unit("LSTM", 4, false)),
                form(
                        "Conv of one axis",
                        17,
                        b -> b.input("x", 2, 3, 11)
                                .floats("w", new long[] {4, 3, 3}, waves(36))
                                .floats("b", new long[] {4}, count(4))
                                .node("Conv", "x w b", "y", "strides", new long[] {2}, "pads", new long[] {1, 2})),
                form(
                        "Conv of two axes in groups",
                        17,
                        b -> b.input("x", 1, 4, 7, 6)
                                .floats("w", new long[] {6, 2, 3, 2}, waves(72))
                                .node(
                                        "Conv",
                                        "x w",
                                        "y",
                                        "group",
                                        2,
                                        "dilations",
                                        new long[] {2, 1},
                                        "pads",
                                        new long[] {1, 0, 2, 1})),
                form(
                        "Conv padded to the same size",
                        17,
                        b -> b.input("x", 1, 1, 6, 5)
                                .floats("w", new long[] {2, 1, 4, 3}, waves(24))
                                .node("Conv", "x w", "y", "auto_pad", "SAME_UPPER", "strides", new long[] {2, 2})),
                form(
                        "Conv padded to the same size from below",
                        17,
                        b -> b.input("x", 1, 1, 5)
                                .floats("w", new long[] {2, 1, 4}, waves(8))
                                .node("Conv", "x w", "y", "auto_pad", "SAME_LOWER")),
                form(
                        "a table led through by a time step",
                        17,
                        b -> b.input("x", 1, 1)
                                .floats("t", new long[] {5, 3}, waves(15))
                                .floats("lo", new long[0], -5)
                                .floats("hi", new long[0], 4)
                                .node("Clip", "x lo hi", "c")
                                .node("Cast", "c", "i", "to", 7)
                                .node("Gather", "t i", "y")),
                form(
                        "GatherND",
                        17,
                        b -> b.input("x", 2, 3, 4)
                                .integers("i", 1, 2, 0, 1)
                                .integers("s", 2, 2)
                                .node("Reshape", "i s", "t")
                                .node("GatherND", "x t", "y")),
                form(
                        "what is chosen",
                        17,
                        b -> b.input("x", 2, 3)
                                .input("z", 3)
                                .node("Greater", "x z", "c")
                                .node("LessOrEqual", "x z", "d")
                                .node("Not", "d", "e")
                                .node("And", "c e", "f")
                                .node("Where", "f x z", "y")));
    }

    public static Stream<Form> all() {
        return Stream.of(ofElements(), ofMoves(), ofSums()).flatMap(forms -> forms);
    }

    /** What adds up values, and recurrent units. */
    public static Stream<Form> ofSums() {
        return Stream.of(products(), reductions(), units()).flatMap(forms -> forms);
    }
}
