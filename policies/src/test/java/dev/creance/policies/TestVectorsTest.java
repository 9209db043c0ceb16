package dev.creance.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.PolicyStatus;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The original C++ actors answered these inputs; both sides compute in float32, in different orders. */
class TestVectorsTest {
    private static final double TOLERANCE = 5e-6;

    @Test
    void everyTestVectorOfLearningToFlyIsReproduced() {
        assertThat(greatestError(Engine.ONNX_RUNTIME, "l2f_own_350k", "l2f_in.f32", "l2f_own_350k_out.f32", 1000))
                .isLessThanOrEqualTo(TOLERANCE);
    }

    @Test
    void twoThousandRecurrentStepsOfRaptorAreReproduced() {
        assertThat(greatestError(Engine.ONNX_RUNTIME, "raptor", "raptor_in.f32", "raptor_out.f32", 2000))
                .isLessThanOrEqualTo(TOLERANCE);
    }

    /** It adds as the original does: bias first, then input by input. */
    @Test
    void thePlainEngineAnswersAsTheOriginalOfLearningToFlyToTheLastBit() {
        assertThat(greatestError(Engine.PLAIN, "l2f_own_350k", "l2f_in.f32", "l2f_own_350k_out.f32", 1000))
                .isZero();
    }

    @Test
    void thePlainEngineReproducesTwoThousandRecurrentStepsOfRaptor() {
        assertThat(greatestError(Engine.PLAIN, "raptor", "raptor_in.f32", "raptor_out.f32", 2000))
                .isLessThanOrEqualTo(TOLERANCE);
    }

    private static double greatestError(Engine engine, String name, String in, String out, int rows) {
        FloatBuffer inputs = TestFiles.floats("quadrotor/test_vectors/" + in);
        FloatBuffer outputs = TestFiles.floats("quadrotor/test_vectors/" + out);
        double greatest = 0;
        try (ManifestPolicy policy = Policies.load("zoo/" + name, Path.of(""), engine, Quadrotor.askedAt(100))) {
            float[] observation = new float[policy.observationSize()];
            float[] action = new float[policy.actionSize()];
            assertThat(inputs.remaining()).isEqualTo(rows * observation.length);
            for (int row = 0; row < rows; row++) {
                inputs.get(observation);
                assertThat(policy.infer(observation, action)).isEqualTo(PolicyStatus.OK);
                for (float value : action) {
                    greatest = Math.max(greatest, Math.abs(value - outputs.get()));
                }
            }
        }
        return greatest;
    }
}
