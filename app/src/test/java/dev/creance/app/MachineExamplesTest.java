package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples that are no quadrotors, end to end in lockstep: link, firmware, plant, policy, shield, log. */
class MachineExamplesTest {
    @TempDir
    private Path folder;

    private JsonNode run(String example, String policy) throws IOException {
        Path json = folder.resolve("summary.json");
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "../examples/" + example + ".yaml",
                "--lockstep",
                "--duration",
                "4s",
                "--set",
                "telemetry.mqtt=off",
                "--out",
                folder.resolve("run").toString(),
                "--json",
                json.toString()));
        if (!policy.isEmpty()) {
            arguments.addAll(List.of("--set", "policy={controller: " + policy + "}"));
        }
        assertThat(Main.commandLine().execute(arguments.toArray(String[]::new))).isEqualTo(ExitCode.DONE);
        return Json.MAPPER.readTree(json.toFile());
    }

    @ParameterizedTest
    @CsvSource({"motor, ''", "motor, current", "arm, ''", "arm, joint"})
    void completesWithinItsEnvelopeAndReplaysBitForBit(String example, String policy) throws IOException {
        JsonNode summary = run(example, policy);

        assertThat(summary.get("outcome").asText()).isEqualTo("completed");
        assertThat(summary.get("envelope_violations").asLong()).isZero();
        assertThat(summary.get("envelope_judge").asText()).isEqualTo("truth");
        assertThat(summary.get("failsafe").get("state").asText()).isEqualTo("landed");
        String log = folder.resolve("run").resolve("flight.mcap").toString();
        assertThat(Main.commandLine().execute("replay", log)).isEqualTo(ExitCode.DONE);
    }

    @ParameterizedTest
    @CsvSource({"motor, current, 'current_d_rmse_a current_q_rmse_a'", "arm, joint, tool_position_rmse_m"})
    void thePolicyFollowsNoWorseThanItsBaselineWhichStandsBesideIt(String example, String controller, String figures)
            throws IOException {
        JsonNode summary = run(example, "");
        folder = folder.resolve("alone");
        JsonNode alone = run(example, controller);

        assertThat(summary.get("baseline").get("controller").asText()).isEqualTo(controller);
        assertThat(summary.get("baseline").get("task")).isEqualTo(alone.get("task"));
        assertThat(alone.get("baseline").isNull()).isTrue();
        for (String figure : figures.split(" ")) {
            assertThat(summary.get("task").get(figure).asDouble())
                    .as(figure)
                    .isLessThan(summary.get("baseline").get("task").get(figure).asDouble());
        }
    }
}
