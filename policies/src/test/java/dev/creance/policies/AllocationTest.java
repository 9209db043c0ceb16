package dev.creance.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllocationTest {
    private static final int CALLS = 100_000;

    private final Quadrotor quadrotor = new Quadrotor();

    private static long bytesOf(Runnable calls) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        calls.run(); // warm-up
        long before = threads.getCurrentThreadAllocatedBytes();
        calls.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @ParameterizedTest
    @ValueSource(strings = {"raptor", "l2f_own_350k"})
    void whatRunsInEveryTickAllocatesNothing(String name) {
        try (ManifestPolicy policy = Policies.load("zoo/" + name, Path.of(""), Quadrotor.askedAt(500))) {
            float[] observation = new float[policy.observationSize()];
            float[] action = new float[4];
            double[] command = new double[4];

            long bytes = bytesOf(() -> {
                for (int i = 0; i < CALLS; i++) {
                    policy.observe(quadrotor.sensors, quadrotor.reference, observation);
                    policy.command(action, command);
                    policy.acted(action, command);
                }
                policy.reset();
            });

            assertThat(bytes).isZero();
        }
    }

    /** One input and one output: 424 to 440 bytes are ONNX Runtime's own; each further tensor adds about 50. */
    @ParameterizedTest
    @ValueSource(strings = {"raptor", "l2f_own_350k"})
    void anInferenceAllocatesNoMoreThanTheEngineItself(String name) {
        try (ManifestPolicy policy = Policies.load("zoo/" + name, Path.of(""), Quadrotor.askedAt(100))) {
            float[] observation = new float[policy.observationSize()];
            float[] action = new float[4];

            long bytes = bytesOf(() -> {
                for (int i = 0; i < 20_000; i++) {
                    policy.infer(observation, action);
                }
            });
            assertThat(bytes / 20_000).isLessThanOrEqualTo(600);
        }
    }
}
