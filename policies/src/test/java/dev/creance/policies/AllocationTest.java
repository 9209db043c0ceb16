package dev.creance.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Allocation;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest
    @CsvSource({
        "raptor, ONNX_RUNTIME",
        "l2f_own_350k, ONNX_RUNTIME",
        "raptor, PLAIN",
        "l2f_own_350k, PLAIN",
        "raptor, NATIVE",
        "l2f_own_350k, NATIVE"
    })
    void anInferenceAllocatesNothing(String name, Engine engine) {
        try (ManifestPolicy policy = Policies.load("zoo/" + name, Path.of(""), engine, Quadrotor.askedAt(100))) {
            float[] observation = new float[policy.observationSize()];
            float[] action = new float[4];

            assertThat(Allocation.onceCompiled(INFERENCES, () -> policy.infer(observation, action)))
                    .isZero();
        }
    }
}
