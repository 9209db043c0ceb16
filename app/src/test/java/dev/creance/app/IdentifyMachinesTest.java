package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From flights of the motor's and the arm's examples in lockstep, on sensors with noise, back to the machines that flew. */
class IdentifyMachinesTest {
    private static final String CURRENT_SENSORS = "{current: {noise: 0.4 A, resolution: 0.3 A}}";

    @TempDir
    private Path folder;

    @Test
    void recoversTheMotorFromALogInTheAxesOfItsRotor() throws IOException {
        Path log = fly(
                "motor",
                Map.of(
                        "plant.sensors",
                        CURRENT_SENSORS,
                        "policy",
                        "{controller: speed}",
                        "scenario.duration",
                        "8 s",
                        "scenario.reference",
                        "{kind: speed, steps: [{at: 0 s, speed: 60 rad/s}, {at: 2 s, speed: -40 rad/s}, {at: 4 s,"
                                + " speed: 100 rad/s}, {at: 6 s, speed: 10 rad/s}]}"));
        JsonNode found = identify(log);

        JsonNode parameters = found.get("parameters");
        assertHolds(parameters, "resistance_ohm", 18e-3);
        assertHolds(parameters, "direct_inductance_h", 0.37e-3);
        assertHolds(parameters, "quadrature_inductance_h", 1.2e-3);
        assertHolds(parameters, "flux_vs", 66e-3);
        assertHolds(parameters, "inertia_kg_m2", 1.03883);
    }

    @Test
    void recoversTheDrivetrainsOfAnArmThatTakesSetPoints() throws IOException {
        Path log = fly(
                "arm",
                Map.of(
                        "plant.sensors",
                        "{position: {noise: 0.00002 rad}, velocity: {noise: 0.002 rad/s}}",
                        "scenario.duration",
                        "12 s"));
        JsonNode found = identify(log);

        JsonNode parameters = found.get("parameters");
        int held = 0;
        for (int joint = 0; joint < 7; joint++) {
            JsonNode friction = parameters.get("friction_" + joint + "_nm");
            double low = friction.get("low").asDouble();
            double high = friction.get("high").asDouble();
            held += low <= 0.2 && 0.2 <= high ? 1 : 0;
            assertThat(friction.get("value").asDouble())
                    .as("friction of joint " + joint)
                    .isCloseTo(0.2, within(high - low));
        }
        assertThat(held).as("of seven intervals of 95 %").isGreaterThanOrEqualTo(5);
        assertThat(found.get("not_identified").has("delay_s")).isTrue();
    }

    private static void assertHolds(JsonNode parameters, String name, double truth) {
        JsonNode found = parameters.get(name);
        assertThat(found).as(name).isNotNull();
        assertThat(truth)
                .as(name + " " + found)
                .isBetween(found.get("low").asDouble(), found.get("high").asDouble());
        assertThat(found.get("value").asDouble()).as(name).isCloseTo(truth, within(0.05 * truth));
    }

    private JsonNode identify(Path log) throws IOException {
        Path json = folder.resolve("found.json");
        assertThat(Main.commandLine()
                        .execute(
                                "identify",
                                log.toString(),
                                "--json",
                                json.toString(),
                                "--out",
                                folder.resolve("found").toString()))
                .isEqualTo(ExitCode.DONE);
        assertThat(Files.size(folder.resolve("found"))).isPositive();
        return Json.MAPPER.readTree(json.toFile());
    }

    private Path fly(String example, Map<String, String> sets) {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "../examples/" + example + ".yaml",
                "--lockstep",
                "--set",
                "telemetry.mqtt=off",
                "--out",
                folder.resolve("run").toString()));
        sets.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
        assertThat(Main.commandLine().execute(arguments.toArray(String[]::new))).isEqualTo(ExitCode.DONE);
        return folder.resolve("run").resolve("flight.mcap");
    }
}
