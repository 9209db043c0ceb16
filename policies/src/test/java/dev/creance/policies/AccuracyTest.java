package dev.creance.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.policies.graph.OnnxModel;
import dev.creance.policies.graph.Plan;
import dev.creance.runtime.HotPath;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AccuracyTest {
    private static final byte[] LAYER = new OnnxBuilder(17)
            .input("x", 1, 3)
            .floats("w", new long[] {3, 2}, 1, 2, 3, 4, 5, 6)
            .node("MatMul", "x w", "h")
            .node("Tanh", "h", "y")
            .output("y")
            .build();

    @TestFactory
    Stream<DynamicTest> ourKernelsAreAsExactAsOnnxRuntimeInEachFormOfEachOperator() {
        return OperatorForms.all()
                .map(form -> DynamicTest.dynamicTest(form.name(), () -> {
                    try (LoadedGraph chosen = Engine.AUTO.open(form.name(), form.model(), null)) {
                        assertThat(chosen.engine()).as(chosen.why()).isEqualTo(NativeBinding.VERSION);
                    }
                }));
    }

    @Test
    void anEngineThatIsOffByAThousandthIsRefusedWithBothErrors() {
        OnnxModel model = OnnxModel.parse(LAYER);
        PlannedGraph careless = new PlannedGraph("layer", model, Engine.NATIVE, "careless 1", Careless::new);
        try (LoadedGraph reference = Engine.ONNX_RUNTIME.open("layer", LAYER, null)) {
            assertThat(Accuracy.objection(careless, reference))
                    .hasValueSatisfying(objection -> assertThat(objection)
                            .contains("is off by ")
                            .contains("more than 4 times ONNX Runtime's ")
                            .contains("and 1.0E-6"));
        }
    }

    /** Adds a thousandth to each output. */
    private static final class Careless implements TensorBinding {
        private final TensorBinding right;

        Careless(String file, Plan plan) {
            right = new NativeBinding(file, plan);
        }

        @Override
        public List<Pinned> inputs() {
            return right.inputs();
        }

        @Override
        public List<Pinned> outputs() {
            return right.outputs();
        }

        @Override
        @HotPath
        public boolean run() {
            boolean done = right.run();
            for (int i = 0; i < 2; i++) {
                float value = outputs().getFirst().memory().getFloat(4 * i);
                outputs().getFirst().memory().putFloat(4 * i, value + 1e-3f);
            }
            return done;
        }

        @Override
        public String failure() {
            return "";
        }

        @Override
        public void close() {
            right.close();
        }
    }

    @Test
    void whatOurEngineCannotPlanIsRunByOnnxRuntimeWhichSaysWhy() {
        byte[] model = new OnnxBuilder(17)
                .input("x", 1, 2, 2)
                .node("Det", "x", "y")
                .output("y")
                .build();
        try (LoadedGraph chosen = Engine.AUTO.open("odd.onnx", model, null)) {
            assertThat(chosen.engine()).startsWith("onnxruntime ");
            assertThat(chosen.why()).contains("the engine 'native'").contains("Det");
        }
    }
}
