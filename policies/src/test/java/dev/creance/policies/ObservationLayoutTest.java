package dev.creance.policies;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The original simulator wrote these 146 numbers for steps 0 to 2 and 30 to 39 of a run with known actions. */
class ObservationLayoutTest {
    @Test
    void theObservationOfLearningToFlyIsTheOriginalOne() throws IOException {
        JsonNode entries = new ObjectMapper()
                .readTree(TestFiles.bytes("quadrotor/observation_layout.json"))
                .path("entries");
        Quadrotor quadrotor = new Quadrotor();
        int compared = 0;
        try (ManifestPolicy policy = Policies.load("zoo/l2f_own_350k", Path.of(""), Quadrotor.askedAt(100))) {
            float[] observation = new float[146];
            float[] action = new float[4];
            double[] command = new double[4];
            for (JsonNode entry : entries) {
                JsonNode wanted = entry.path("observation");
                // Between steps 2 and 30 the actions are known from the history that step 30 shows.
                if (entry.path("step").asInt() == 30) {
                    for (int slot = 3 + 2; slot < 32; slot++) {
                        for (int i = 0; i < 4; i++) {
                            action[i] = (float) wanted.get(18 + 4 * slot + i).asDouble();
                        }
                        policy.observe(quadrotor.sensors, quadrotor.reference, observation);
                        policy.acted(action, command);
                    }
                }
                show(quadrotor, entry);
                policy.observe(quadrotor.sensors, quadrotor.reference, observation);
                for (int i = 0; i < observation.length; i++) {
                    assertThat(observation[i])
                            .as("step %d, element %d", entry.path("step").asInt(), i)
                            .isEqualTo((float) clipped(i, wanted.get(i).asDouble()));
                    compared++;
                }
                for (int i = 0; i < 4; i++) {
                    action[i] = (float) entry.path("action_applied_next").get(i).asDouble();
                }
                policy.acted(action, command);
            }
        }

        assertThat(compared).isEqualTo(13 * 146);
    }

    /** The simulator clips nothing; our manifest clips position and velocity errors as the firmware does. */
    private static double clipped(int i, double value) {
        double bound = i < 3 ? 0.6 : i >= 12 && i < 15 ? 2 : Double.POSITIVE_INFINITY;
        return Math.clamp(value, -bound, bound);
    }

    private static void show(Quadrotor quadrotor, JsonNode entry) {
        String[] axes = {"x", "y", "z"};
        for (int i = 0; i < 3; i++) {
            quadrotor.sensor(
                    "position." + axes[i], entry.path("position").get(i).asDouble());
            quadrotor.sensor(
                    "velocity." + axes[i], entry.path("linear_velocity").get(i).asDouble());
            quadrotor.sensor(
                    "gyro." + axes[i], entry.path("angular_velocity").get(i).asDouble());
        }
        String[] parts = {"w", "x", "y", "z"};
        for (int i = 0; i < 4; i++) {
            quadrotor.sensor(
                    "orientation." + parts[i],
                    entry.path("orientation_wxyz").get(i).asDouble());
        }
    }
}
