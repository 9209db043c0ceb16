package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The three examples fly on sensors as they are, through what their firmware estimates from them, and not on the truth: as
 * docs/estimation.md says, with the sensors that stand there.
 */
class SensedFlightsTest {
    private enum Example {
        QUADROTOR(
                "quadrotor",
                "{estimate: filter, imu: {mounting: 1 deg, latency: 1 ms}, gyro: {scale: 0.5 %}, accel: {scale: 0.5 %},"
                        + " position: {rate: 50 Hz, latency: 30 ms, jitter: 5 ms, dropout: 10 %, noise: 5 mm},"
                        + " orientation: {rate: 50 Hz, latency: 30 ms, jitter: 5 ms, dropout: 10 %}}",
                "position_rmse_m",
                0.25),
        MOTOR(
                "motor",
                "{estimate: observer, current: {noise: 0.4 A, scale: 0.5 %, bias: 0.5 A, range: 600 A, resolution: 0.3 A},"
                        + " voltage: {noise: 0.3 V, scale: 0.5 %, resolution: 0.1 V}, temperature: {bias: 2 K}}",
                "current_q_rmse_a",
                15),
        ARM(
                "arm",
                "{estimate: filter, position: {resolution: 0.001 deg, bias: 0.05 deg, latency: 1 ms},"
                        + " effort: {noise: 0.1 Nm, scale: 2 %, bias: 0.2 Nm}}",
                "tool_position_rmse_m",
                0.2);

        private final String file;
        private final String sensors;
        private final String figure;
        private final double most;

        Example(String file, String sensors, String figure, double most) {
            this.file = file;
            this.sensors = sensors;
            this.figure = figure;
            this.most = most;
        }
    }

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void itCompletesWithinItsEnvelope(Example example) throws IOException {
        JsonNode ideal = run(example, "truth", Map.of());
        JsonNode sensed = run(example, "sensed", Map.of("plant.sensors", example.sensors));

        assertThat(sensed.get("outcome").asText()).isEqualTo("completed");
        assertThat(sensed.get("envelope_violations").asLong()).isZero();
        assertThat(sensed.get("envelope_judge").asText()).isEqualTo("truth");
        assertThat(sensed.get("failsafe").get("transitions"))
                .as("nothing took over but the landing")
                .hasSize(4);
        double error = sensed.get("task").get(example.figure).asDouble();
        assertThat(error)
                .isLessThan(example.most)
                .isNotEqualTo(ideal.get("task").get(example.figure).asDouble());
    }

    private JsonNode run(Example example, String name, Map<String, String> sets) throws IOException {
        Path json = folder.resolve(name + ".json");
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "../examples/" + example.file + ".yaml",
                "--lockstep",
                "--set",
                "telemetry.mqtt=off",
                "--out",
                folder.resolve(name).toString(),
                "--json",
                json.toString()));
        sets.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
        assertThat(Main.commandLine().execute(arguments.toArray(String[]::new))).isEqualTo(ExitCode.DONE);
        return Json.MAPPER.readTree(json.toFile());
    }
}
