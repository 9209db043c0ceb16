package dev.creance.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Allocation;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllocationTest {
    private static final int INFERENCES = 20_000;

    private final Quadrotor quadrotor = new Quadrotor();

    @ParameterizedTest
    @ValueSource(strings = {"raptor", "l2f_own_350k"})
    void whatRunsInEveryTickAllocatesNothing(String name) {
        try (ManifestPolicy policy = Policies.load("zoo/" + name, Path.of(""), Quadrotor.askedAt(500))) {
            float[] observation = new float[policy.observationSize()];
            float[] action = new float[4];
            double[] command = new double[4];

            long bytes = Allocation.bytesOf(100_000, () -> {
                policy.observe(quadrotor.sensors, quadrotor.reference, observation);
                policy.command(action, command);
                policy.acted(action, command);
            });

            assertThat(bytes).isZero();
            assertThat(Allocation.bytesOf(10_000, policy::reset)).isZero();
        }
    }

    /** One input and one output: 424 to 440 bytes are ONNX Runtime's own; each further tensor adds about 50. */
    @ParameterizedTest
    @ValueSource(strings = {"raptor", "l2f_own_350k"})
    void anInferenceAllocatesNoMoreThanTheEngineItself(String name) {
        try (ManifestPolicy policy = Policies.load("zoo/" + name, Path.of(""), Quadrotor.askedAt(100))) {
            float[] observation = new float[policy.observationSize()];
            float[] action = new float[4];

            long bytes = Allocation.bytesOf(INFERENCES, () -> policy.infer(observation, action));

            assertThat(bytes / INFERENCES).isLessThanOrEqualTo(600);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"raptor", "l2f_own_350k"})
    void anInferenceOfThePlainEngineAllocatesNothing(String name) {
        try (ManifestPolicy policy = Policies.load("zoo/" + name, Path.of(""), Engine.PLAIN, Quadrotor.askedAt(100))) {
            float[] observation = new float[policy.observationSize()];
            float[] action = new float[4];

            assertThat(Allocation.bytesOf(INFERENCES, () -> policy.infer(observation, action)))
                    .isZero();
        }
    }
}
