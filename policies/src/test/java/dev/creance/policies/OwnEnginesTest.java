package dev.creance.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.creance.policies.TensorBinding.Pinned;
import dev.creance.runtime.Allocation;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each operator, with its variants of shape, attribute and opset, computes with our engines what ONNX Runtime computes. */
class OwnEnginesTest {
    private static final List<Engine> OWN = List.of(Engine.PLAIN, Engine.NATIVE);

    private static final int DRAWS = 20;
    private static final float[] SPECIAL = {0, -0.0f, 1, -1, 3, -3, 1e-30f, 90, -90, 1e30f, 1e-42f};

    /** Sums of what is huge or tiny lose all else, in each engine in its own way. */
    private static final float[] ORDINARY = {0, -0.0f, 1, -1, 3, -3};

    @TestFactory
    Stream<DynamicTest> everyFormGivesWhatOnnxRuntimeGives() {
        return Stream.concat(
                each(
                        Stream.concat(OperatorForms.ofElements(), OperatorForms.ofMoves()),
                        (engine, form) -> compare(engine, form, SPECIAL)),
                each(OperatorForms.ofSums(), (engine, form) -> compare(engine, form, ORDINARY)));
    }

    private static Stream<DynamicTest> each(
            Stream<OperatorForms.Form> forms, BiConsumer<Engine, OperatorForms.Form> test) {
        return forms.flatMap(form -> OWN.stream()
                .map(engine -> DynamicTest.dynamicTest(
                        form.name() + " with " + engine.key(), () -> test.accept(engine, form))));
    }

    private static void compare(Engine engine, OperatorForms.Form form, float[] special) {
        byte[] model = form.model();
        Random random = new Random(form.name().hashCode());
        try (LoadedGraph want = Engine.ONNX_RUNTIME.open(form.name(), model, null);
                LoadedGraph got = engine.open(form.name(), model, null);
                TensorBinding wanted = want.bind(Map.of());
                TensorBinding gotten = got.bind(Map.of())) {
            assertThat(gotten.outputs().getFirst().shape())
                    .isEqualTo(wanted.outputs().getFirst().shape());
            for (int draw = 0; draw < DRAWS; draw++) {
                for (int i = 0; i < wanted.inputs().size(); i++) {
                    fill(
                            random,
                            special,
                            draw,
                            wanted.inputs().get(i),
                            gotten.inputs().get(i));
                }
                assertThat(wanted.run()).isTrue();
                assertThat(gotten.run()).isTrue();
                requireSame(wanted.outputs().getFirst(), gotten.outputs().getFirst());
            }
        }
    }

    private static void fill(Random random, float[] special, int draw, Pinned first, Pinned second) {
        FloatBuffer a = first.memory().asFloatBuffer();
        FloatBuffer b = second.memory().asFloatBuffer();
        for (int i = 0; i < a.capacity(); i++) {
            // The first draws hold what is special, one value each.
            float value = draw < special.length && i == draw % a.capacity()
                    ? special[draw]
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

    /** As an embedding of a step, or a recorded motion that a count leads through. */
    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "NATIVE"})
    void wholeNumbersGoInAsTheyAre(Engine engine) {
        byte[] model = new OnnxBuilder(17)
                .integerInput("step", 2)
                .floats("table", new long[] {3, 1}, 10, 20, 30)
                .node("Gather", "table step", "y", "axis", 0)
                .output("y")
                .build();
        assertThat(Accuracy.objection((PlannedGraph) engine.open("table.onnx", model, null), onnxRuntime(model)))
                .isEmpty();
        try (TensorBinding binding = engine.open("table.onnx", model, null).bind(Map.of())) {
            LongBuffer step = binding.inputs().getFirst().memory().asLongBuffer();
            FloatBuffer row = binding.outputs().getFirst().memory().asFloatBuffer();
            step.put(0, 2).put(1, -3);
            assertThat(binding.run()).isTrue();
            assertThat(row.get(0)).isEqualTo(30);
            assertThat(row.get(1)).isEqualTo(10);
            step.put(0, 3).put(1, Long.MIN_VALUE);
            assertThat(binding.run()).isTrue();
            assertThat(row.get(0)).isNaN();
            assertThat(row.get(1)).isNaN();
            assertThat(Allocation.onceCompiled(20_000, binding::run)).isZero();
        }
    }

    private static LoadedGraph onnxRuntime(byte[] model) {
        return Engine.ONNX_RUNTIME.open("table.onnx", model, null);
    }

    @TestFactory
    Stream<DynamicTest> noFormLeavesGarbage() {
        return each(OperatorForms.all(), (engine, form) -> {
            try (TensorBinding binding =
                    engine.open(form.name(), form.model(), null).bind(Map.of())) {
                assertThat(Allocation.onceCompiled(20_000, binding::run)).isZero();
            }
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "NATIVE"})
    void anUnknownOperatorIsRefusedByNameWithTheEngineThatMayKnowIt(Engine engine) {
        byte[] model = new OnnxBuilder(17)
                .input("x", 2)
                .node("Det", "x", "y")
                .output("y")
                .build();

        assertThatThrownBy(() -> engine.open("odd.onnx", model, null))
                .isInstanceOf(PolicyError.class)
                .hasMessageContaining("odd.onnx")
                .hasMessageContaining("Det")
                .hasMessageContaining("onnxruntime");
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "NATIVE"})
    void notANumberGoesThroughEveryLayer(Engine engine) {
        byte[] model = new OnnxBuilder(17)
                .input("x", 1, 3)
                .floats("w", new long[] {3, 4}, new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
                .node("Relu", "x", "r")
                .node("MatMul", "r w", "h")
                .node("Tanh", "h", "y")
                .output("y")
                .build();
        try (TensorBinding binding = engine.open("nan.onnx", model, null).bind(Map.of())) {
            binding.inputs().getFirst().memory().asFloatBuffer().put(1, Float.NaN);
            assertThat(binding.run()).isTrue();

            FloatBuffer out = binding.outputs().getFirst().memory().asFloatBuffer();
            for (int i = 0; i < out.capacity(); i++) {
                assertThat(out.get(i)).isNaN();
            }
        }
    }
}
