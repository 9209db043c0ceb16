package dev.creance.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds our logs against the implementations that viewers use: @mcap/core and protobufjs, by {@code tools/mcap-check}. */
class IndependentReaderTest {
    private static final Path TOOL = Path.of("..", "tools", "mcap-check", "run");

    @TempDir
    Path folder;

    private record Outcome(int exitCode, String text) {
        JsonNode json() throws IOException {
            return new ObjectMapper().readTree(text);
        }
    }

    private static Outcome run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(TOOL.toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("mcap-check", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            return new Outcome(process.exitValue(), Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }

    /** Where Node.js or its packages cannot be had the tests are skipped, except under CI, where that is a failure. */
    @BeforeAll
    static void theToolCanBeInstalled() throws IOException, InterruptedException {
        boolean usable = hasNode() && run("--help").exitCode() == 0;
        if (System.getenv("CI") == null) {
            assumeThat(usable)
                    .as("tools/mcap-check needs Node.js 20, npm, and the npm registry on first use")
                    .isTrue();
        }
        assertThat(usable)
                .as("under CI tools/mcap-check must run: install Node.js 20 and npm")
                .isTrue();
    }

    private static boolean hasNode() throws InterruptedException {
        try {
            return new ProcessBuilder("npm", "--version")
                                    .redirectErrorStream(true)
                                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                    .start()
                                    .waitFor()
                            == 0
                    && new ProcessBuilder("node", "--version")
                                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                    .start()
                                    .waitFor()
                            == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    @Test
    void aFinishedLogIsSoundAndItsLastTickReadsAsItWasWritten() throws Exception {
        Path path = TestLogs.write(folder, TestLogs.REAL_TIME, 7_000);

        Outcome outcome = run("--json", path.toString());

        JsonNode report = outcome.json();
        assertThat(report.get("problems")).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        assertThat(report.get("last_log_time_ns").asLong()).isEqualTo(6_999 * TestFlight.TICK_NS);
        assertThat(report.get("attachments").get(0).asText()).isEqualTo("robot.yaml");
        JsonNode tick = report.get("channels").get(0);
        assertThat(tick.get("topic").asText()).isEqualTo("/tick");
        assertThat(tick.get("schema").asText()).isEqualTo("creance.Tick");
        assertThat(tick.get("messages").asLong()).isEqualTo(7_000);
        JsonNode last = tick.get("last");
        assertThat(last.get("tick").asLong()).isEqualTo(6_999);
        assertThat(last.get("decision").get("state").asText()).isEqualTo("ACTIVE");
        assertThat(last.get("reference").get("reference_position_x").asDouble())
                .isEqualTo(StrictMath.sin(6_999 * 1e-3));
        assertThat(last.get("timings").get("tick_ns").asLong()).isEqualTo(40_000);
    }

    @Test
    void aLogThatBreaksOffIsReadAsAStream() throws Exception {
        Path path = TestLogs.write(folder, TestLogs.LOCKSTEP, 2_000);
        byte[] bytes = Files.readAllBytes(path);
        Files.write(path, Arrays.copyOf(bytes, bytes.length / 2));

        Outcome streamed = run("--stream", "--json", path.toString());

        assertThat(streamed.exitCode()).isZero();
        assertThat(streamed.json().get("breaks_off").asBoolean()).isTrue();
        assertThat(streamed.json().get("channels").get(0).get("messages").asLong())
                .isBetween(700L, 1_100L);
        assertThat(run(path.toString()).exitCode()).isEqualTo(1);
    }

    @Test
    void aWrongChecksumIsSeenByBoth() throws Exception {
        Path path = TestLogs.write(folder, TestLogs.LOCKSTEP, 500);
        byte[] bytes = Files.readAllBytes(path);
        try (LogReader log = LogReader.open(path)) {
            bytes[(int) log.locate(200, "sensors", "gyro_x").orElseThrow().offset()] ^= 1;
        }
        Files.write(path, bytes);

        Outcome outcome = run("--json", path.toString());

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.json().get("problems").get(0).asText()).containsIgnoringCase("crc");
    }
}
