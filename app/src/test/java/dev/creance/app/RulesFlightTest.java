package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Rules in temporal logic from the file to the flight, in lockstep. */
class RulesFlightTest {
    private static final String EXAMPLE = "../examples/quadrotor-rules.yaml";

    @TempDir
    private Path folder;

    private JsonNode run(int exit, String rules) throws IOException {
        Path json = folder.resolve("summary.json");
        int code = Main.commandLine()
                .execute(
                        "run",
                        EXAMPLE,
                        "--lockstep",
                        "--duration",
                        "24s",
                        "--set",
                        "telemetry.mqtt=off",
                        "--set",
                        "devices.vehicle.port=sim",
                        "--set",
                        "shield.rules=" + rules,
                        "--out",
                        folder.resolve("run").toString(),
                        "--json",
                        json.toString());
        assertThat(code).isEqualTo(exit);
        return Json.MAPPER.readTree(json.toFile());
    }

    /** The course goes to 1 m; where the backup holds, the rule still does not, and so it lands after failsafe.longest_backup. */
    @Test
    void aCourseThatBreaksARuleIsEndedByTheBackupInsideTheEnvelope() throws IOException {
        JsonNode summary = run(ExitCode.SAFETY_STOP, "[{name: near, always: position.x < 0.6 m}]");

        JsonNode backup = summary.get("failsafe").get("transitions").get(2);
        assertThat(backup.get("to").asText()).isEqualTo("backup");
        assertThat(backup.get("cause").asText()).isEqualTo("rule");
        assertThat(summary.get("envelope_violations").asLong()).isZero();
        assertThat(summary.get("failsafe").get("state").asText()).isEqualTo("landed");
        assertThat(Main.commandLine()
                        .execute(
                                "replay",
                                folder.resolve("run").resolve("flight.mcap").toString()))
                .isEqualTo(ExitCode.DONE);
    }

    /** It would be flown at 1.4 m/s. */
    @Test
    void aCourseThatWouldBreakARuleThatIsPredictedIsFlownToItsEndWithoutATakeover() throws IOException {
        JsonNode summary = run(
                ExitCode.DONE, "[{name: slow, always: abs(velocity.x) < 1.2 m/s, predict: 300 ms, reserve: 0.1 m/s}]");

        for (JsonNode transition : summary.get("failsafe").get("transitions")) {
            assertThat(transition.get("to").asText()).isNotEqualTo("backup");
        }
        assertThat(summary.get("shield").get("by_guard").get("rule").asLong()).isPositive();
        assertThat(summary.get("envelope_violations").asLong()).isZero();
        assertThat(Main.commandLine()
                        .execute(
                                "replay",
                                folder.resolve("run").resolve("flight.mcap").toString()))
                .isEqualTo(ExitCode.DONE);
    }

    @Test
    void checkSaysHowFarRulesLookAheadAndWhatTheyKeep() {
        StringWriter out = new StringWriter();
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));

        assertThat(line.execute("check", EXAMPLE)).isEqualTo(ExitCode.DONE);
        assertThat(out.toString())
                .contains("rule    gentle_below (backup): known at once; ")
                .contains(
                        "rule    not_too_fast (backup): known at once, predicted over 300 ms in up to 152 steps a tick; ")
                .containsPattern(
                        "rule    settles \\(warn\\): known after 1000 ms at the latest; \\d+ operators, \\d+\\.\\d KiB");
    }
}
