package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code creance policy bench} and {@code diff} of policies on top of a robot's controller. */
class OnTopCommandsTest {
    /** How much throttle the teacher adds where 1 is asked for. */
    private static final double SCALE = 0.02;

    private static final String ASKED = "[{at: 0 s, of: more.throttle, to: 0.5}]";

    @TempDir
    private Path folder;

    private Path teacher;
    private final StringWriter out = new StringWriter();

    @BeforeEach
    void writeTheTeacher() throws IOException {
        teacher = AskedPolicy.in(folder);
    }

    /** The teacher with another passage in its manifest. */
    private Path student(String passage, String replacement) throws IOException {
        Path student = Files.createDirectory(folder.resolve("student"));
        Files.copy(teacher.resolve("asked.onnx"), student.resolve("asked.onnx"));
        String manifest = Files.readString(teacher.resolve("policy.yaml"));
        assertThat(manifest).contains(passage);
        Files.writeString(student.resolve("policy.yaml"), manifest.replace(passage, replacement));
        return student;
    }

    private int execute(Object... arguments) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(out, true));
        List<String> all = new ArrayList<>(List.of("policy"));
        for (Object argument : arguments) {
            all.add(argument.toString());
        }
        return line.execute(all.toArray(String[]::new));
    }

    private TestFlight flight() {
        return TestFlight.of("2 s")
                .with("policy.use", teacher.toString())
                .with("scenario.reference", "{kind: hover, height: 1 m, climb: 0.5 m/s}")
                .with("scenario.setpoints", ASKED);
    }

    private Path robot() throws IOException {
        String text = Files.readString(TestFlight.EXAMPLE);
        assertThat(text).contains("\nscenario:\n");
        return Files.writeString(
                folder.resolve("robot.yaml"),
                text.replace("\nscenario:\n", "\nscenario:\n  setpoints: " + ASKED + "\n"));
    }

    @Test
    void aBenchmarkAsksTheControllerOfTheRobotInTheFile() throws IOException {
        Path json = folder.resolve("bench.json");

        assertThat(execute("bench", teacher, "--robot", robot(), "--calls", 50, "--paced", 3, "--json", json))
                .isEqualTo(ExitCode.DONE);
        JsonNode rows = Json.MAPPER.readTree(json.toFile()).get("rows");
        assertThat(rows.findValuesAsText("engine")).anyMatch(engine -> engine.startsWith("plain"));
        assertThat(rows.findValuesAsText("bytes_per_call")).isNotEmpty();
    }

    @Test
    void withoutOneItSaysWhatIsMissing() {
        assertThat(execute("bench", teacher)).isEqualTo(ExitCode.USAGE);
        assertThat(out.toString())
                .contains("'reference' is no controller that there is here")
                .contains("name its file, with --robot");
    }

    /** Half of what is asked for, by a tenth too weak: (0.02 − 0.018) · 0.5. */
    @Test
    void aStudentOnTheSameControllerIsComparedAtWhatAFlightObserved() throws IOException {
        Path student = student("{scale: 0.02}", "{scale: 0.018}");
        Path log = flight().fly(folder).file();
        Path json = folder.resolve("diff.json");

        assertThat(execute("diff", teacher, student, "--log", log, "--json", json))
                .isEqualTo(ExitCode.DONE);

        JsonNode report = Json.MAPPER.readTree(json.toFile());
        assertThat(report.get("compared").asInt())
                .isGreaterThan(190)
                .isEqualTo(report.get("calls").asInt());
        assertThat(report.at("/channels/0/max").asDouble()).isCloseTo(0.1 * SCALE * 0.5, within(1e-6));
        assertThat(report.at("/channels/0/worstA").asDouble()).isBetween(0.3, 1.0);
    }

    /** The records of such a flight have room for more than the policy and its controller observe. */
    @Test
    void soItIsInAFlightThatWasOpenToOthers() throws IOException {
        Path log = flight().with("policy.swap", "{settle: 1 s}").fly(folder).file();

        assertThat(execute("diff", teacher, teacher, "--log", log, "--tolerance", 0))
                .isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).containsPattern("(\\d{3}) observations in 1 runs, \\1 answered by both");
    }

    /** All that the controller commands is missing. */
    @Test
    void oneThatStandsAloneIsComparedInAFlightAndNowhereElse() throws IOException {
        Path alone = student("  base: {controller: reference, clip: [0, 1]}\n", "");
        Path log = flight().fly(folder).file();
        Path json = folder.resolve("diff.json");

        assertThat(execute("diff", teacher, alone, "--log", log, "--json", json))
                .isEqualTo(ExitCode.DONE);
        JsonNode channel = Json.MAPPER.readTree(json.toFile()).at("/channels/0");
        assertThat(channel.get("worstB").asDouble()).isCloseTo(SCALE * 0.5, within(1e-6));

        assertThat(execute("diff", alone, teacher, "--log", log)).isEqualTo(ExitCode.USAGE);
        assertThat(out.toString()).contains("action.base is nothing against the controller reference");
    }
}
