package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code creance doctor} in a JVM of its own, whose memory it may lock; what it finds depends on the machine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoctorCommandTest {
    private String text;
    private int exitCode;
    private JsonNode json;

    @BeforeAll
    void ask(@TempDir Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve("doctor.json");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "doctor",
                        "--rate",
                        "1kHz,250Hz",
                        "--duration",
                        "50ms",
                        "--load",
                        "cpu",
                        "--cpu",
                        "0",
                        "--json",
                        file.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        exitCode = process.waitFor();
        json = Json.MAPPER.readTree(file.toFile());
    }

    @Test
    void everyCheckHasOneLineInTheTextAndOneEntryForMachines() {
        List<String> names = new ArrayList<>();
        json.get("checks").forEach(check -> names.add(check.get("name").asText()));

        assertThat(names).doesNotHaveDuplicates().contains("java", "preemption", "quota", "memory_lock", "priority");
        assertThat(names)
                .allSatisfy(name -> assertThat(text).containsPattern("(?m)^(GO|CAUTION|NO-GO) +" + name + " +\\S"));
    }

    @Test
    void whatIsNotFitHasARemedyAndNothingElse() {
        json.get("checks")
                .forEach(check -> assertThat(check.get("remedy").asText().isEmpty())
                        .as(check.toString())
                        .isEqualTo(check.get("fitness").asText().equals("go")));
    }

    @Test
    void everyCheckIsExplainedInItsPage() throws IOException {
        String page = Files.readString(Path.of("../docs/doctor.md"));

        json.get("checks")
                .forEach(check ->
                        assertThat(page).contains("\n| `" + check.get("name").asText() + "` | "));
        json.get("wakeups")
                .get(0)
                .fieldNames()
                .forEachRemaining(key -> assertThat(page).contains(key));
    }

    @Test
    void theTextIsPlain() {
        assertThat(text).matches("(?s)[ -~\n]+");
    }

    @Test
    void eachRateIsMeasuredAndPictured() {
        assertThat(json.get("wakeups")).hasSize(2);
        JsonNode first = json.get("wakeups").get(0);
        assertThat(first.get("rate_hz").asDouble()).isEqualTo(1000);
        assertThat(first.get("load").asText()).isEqualTo("cpu");
        assertThat(first.get("wakeups").asLong() + first.get("skipped").asLong())
                .isEqualTo(50);
        long pictured = 0;
        for (JsonNode bin : first.get("histogram")) {
            pictured += bin.get("count").asLong();
        }
        assertThat(pictured).isEqualTo(50);
        assertThat(text).contains("wake-ups at 1 kHz for 0.1 s", "wake-ups at 250 Hz", "highest rate held: ", "#");
    }

    @Test
    void theExitCodeIsTheVerdict() {
        Set<String> all = new HashSet<>();
        json.get("checks").forEach(check -> all.add(check.get("fitness").asText()));
        json.get("wakeups").forEach(row -> all.add(row.get("fitness").asText()));

        assertThat(exitCode).isEqualTo(all.contains("no_go") ? ExitCode.FOUND : ExitCode.DONE);
        assertThat(json.get("verdict").asText().equals("no_go")).isEqualTo(all.contains("no_go"));
    }
}
