package dev.creance.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.creance.policies.TensorBinding.Pinned;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each operator, with its variants of shape, attribute and opset, computes what ONNX Runtime computes. */
class PlainEngineTest {
    private static final int DRAWS = 20;
    private static final float[] SPECIAL = {0, -0.0f, 1, -1, 3, -3, 1e-30f, 90, -90, 1e30f, 1e-42f};

    /** One operator in one form: {@code x} and, where there are two, {@code z} go in, {@code y} comes out. */
    private record Form(String name, int opset, UnaryOperator<OnnxBuilder> graph) {}

    private static Form form(String name, int opset, UnaryOperator<OnnxBuilder> graph) {
        return new Form(name, opset, graph);
    }

    private static Form pointwise(String operator, int opset, Object... attributes) {
        return form(
                operator + " of opset " + opset, opset, b -> b.input("x", 2, 5).node(operator, "x", "y", attributes));
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

    private static Stream<Form> elements() {
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

    private static Stream<Form> moves() {
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
                        "what depends on constants alone",
                        17,
                        b -> b.input("x", 2)
                                .floats("a", new long[] {2, 2}, 1, 2, 3, 4)
                                .node("Transpose", "a", "t")
                                .node("MatMul", "t a", "m")
                                .node("MatMul", "x m", "y")));
    }

    @TestFactory
    Stream<DynamicTest> everyFormGivesWhatOnnxRuntimeGives() {
        return Stream.of(elements(), products(), moves())
                .flatMap(forms -> forms)
                .map(form -> DynamicTest.dynamicTest(form.name(), () -> compare(form)));
    }

    private static void compare(Form form) {
        byte[] model =
                form.graph().apply(new OnnxBuilder(form.opset())).output("y").build();
        Random random = new Random(form.name().hashCode());
        try (LoadedGraph want = Engine.ONNX_RUNTIME.open(form.name(), model, null);
                LoadedGraph got = Engine.PLAIN.open(form.name(), model, null);
                TensorBinding wanted = want.bind(Map.of());
                TensorBinding gotten = got.bind(Map.of())) {
            assertThat(gotten.outputs().getFirst().shape())
                    .isEqualTo(wanted.outputs().getFirst().shape());
            for (int draw = 0; draw < DRAWS; draw++) {
                for (int i = 0; i < wanted.inputs().size(); i++) {
                    fill(random, draw, wanted.inputs().get(i), gotten.inputs().get(i));
                }
                assertThat(wanted.run()).isTrue();
                assertThat(gotten.run()).isTrue();
                requireSame(wanted.outputs().getFirst(), gotten.outputs().getFirst());
            }
        }
    }

    private static void fill(Random random, int draw, Pinned first, Pinned second) {
        FloatBuffer a = first.memory().asFloatBuffer();
        FloatBuffer b = second.memory().asFloatBuffer();
        for (int i = 0; i < a.capacity(); i++) {
            // The first draws hold what is special, one value each; sums of them would be lost in the greatest.
            float value = draw < SPECIAL.length && i == draw % a.capacity()
                    ? SPECIAL[draw]
                    : (float) (2 * random.nextGaussian());
            a.put(i, value);
            b.put(i, value);
        }
    }

    private static void requireSame(Pinned wanted, Pinned gotten) {
        FloatBuffer want = wanted.memory().asFloatBuffer();
        FloatBuffer got = gotten.memory().asFloatBuffer();
        for (int i = 0; i < want.capacity(); i++) {
            float w = want.get(i);
            if (!Float.isFinite(w)) {
                assertThat(got.get(i)).isEqualTo(Float.valueOf(w));
            } else {
                assertThat((double) got.get(i)).isCloseTo(w, within(4e-6 * (1 + Math.abs((double) w))));
            }
        }
    }

    @Test
    void anUnknownOperatorIsRefusedByNameWithTheEngineThatMayKnowIt() {
        byte[] model = new OnnxBuilder(17)
                .input("x", 2)
                .node("Det", "x", "y")
                .output("y")
                .build();

        assertThatThrownBy(() -> Engine.PLAIN.open("odd.onnx", model, null))
                .isInstanceOf(PolicyError.class)
                .hasMessageContaining("odd.onnx")
                .hasMessageContaining("Det")
                .hasMessageContaining("onnxruntime");
    }

    @Test
    void notANumberGoesThroughEveryLayer() {
        byte[] model = new OnnxBuilder(17)
                .input("x", 1, 3)
                .floats("w", new long[] {3, 4}, count(12))
                .node("Relu", "x", "r")
                .node("MatMul", "r w", "h")
                .node("Tanh", "h", "y")
                .output("y")
                .build();
        try (TensorBinding binding = Engine.PLAIN.open("nan.onnx", model, null).bind(Map.of())) {
            binding.inputs().getFirst().memory().asFloatBuffer().put(1, Float.NaN);
            assertThat(binding.run()).isTrue();

            FloatBuffer out = binding.outputs().getFirst().memory().asFloatBuffer();
            for (int i = 0; i < out.capacity(); i++) {
                assertThat(out.get(i)).isNaN();
            }
        }
    }
}
