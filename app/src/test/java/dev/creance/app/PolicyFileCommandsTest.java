package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code creance policy bundle}, {@code verify --trust}, {@code diff} and {@code bench} as a person calls them. */
class PolicyFileCommandsTest {
    // RFC 8032, section 7.1: the keys of test 1, and the public one of test 2
    private static final String KEY = """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
            -----END PRIVATE KEY-----
            """;
    static final String PUBLIC = """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
            -----END PUBLIC KEY-----
            """;
    private static final String ANOTHER = """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEAPUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=
            -----END PUBLIC KEY-----
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int execute(Object... arguments) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        String[] texts = new String[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = arguments[i].toString();
        }
        return line.execute(texts);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void aSignedBundleIsVerifiedWithTheKeyOfItsAuthorAndNoOther() throws IOException {
        Path bundle = folder.resolve("mine.bundle");

        assertThat(execute("policy", "bundle", "zoo/raptor", "-o", bundle, "--sign", write("team.key", KEY)))
                .isEqualTo(ExitCode.DONE);
        assertThat(out.toString())
                .contains("holds       raptor_step.onnx")
                .contains("answers met")
                .contains("signed with");
        assertThat(execute("policy", "verify", bundle, "--trust", write("team.pub", PUBLIC)))
                .isEqualTo(ExitCode.DONE);
        assertThat(execute("policy", "verify", bundle, "--trust", write("other.pub", ANOTHER)))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("mine.bundle: is not signed with the trusted key");
    }

    @Test
    void equalPoliciesGiveEqualBundles() throws IOException {
        Path first = folder.resolve("first.bundle");
        Path second = folder.resolve("second.bundle");

        execute("policy", "bundle", "zoo/raptor", "-o", first);
        execute("policy", "bundle", "../policies/zoo/raptor", "-o", second);

        assertThat(first).hasSameBinaryContentAs(second);
    }

    @Test
    void aBundleIsKnownByItsEnding() {
        assertThat(execute("policy", "bundle", "zoo/raptor", "-o", folder.resolve("mine.zip")))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("does not end in .bundle");
    }

    @Test
    void twoPoliciesOfOneObservationAreComparedAndTheToleranceDecides() throws IOException {
        Path json = folder.resolve("diff.json");

        assertThat(execute(
                        "policy",
                        "diff",
                        "zoo/raptor",
                        "zoo/raptor",
                        "--engine-b",
                        "plain",
                        "--random",
                        100,
                        "--tolerance",
                        "1e-4",
                        "--json",
                        json))
                .isEqualTo(ExitCode.DONE);
        JsonNode report = Json.MAPPER.readTree(json.toFile());
        assertThat(report.at("/channels/0/name").asText()).isEqualTo("motor.0");
        assertThat(report.at("/channels/0/max").asDouble()).isBetween(0.0, 1e-4);
        assertThat(report.get("passed").asBoolean()).isTrue();
        assertThat(execute(
                        "policy",
                        "diff",
                        "zoo/raptor",
                        "zoo/raptor",
                        "--engine-b",
                        "plain",
                        "--random",
                        100,
                        "--tolerance",
                        "1e-30"))
                .isEqualTo(ExitCode.FOUND);
        assertThat(out.toString()).contains("FAIL greatest difference");
    }

    @Test
    void policiesOfDifferentObservationsAreNotCompared() {
        assertThat(execute("policy", "diff", "zoo/raptor", "zoo/l2f_own_350k")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("does not observe what raptor observes");
    }

    @Test
    void twoPoliciesAreComparedAtWhatAFlightObserved() throws IOException {
        TestFlight.Flown flown = TestFlight.of("2 s").fly(folder);

        assertThat(execute("policy", "diff", "zoo/raptor", "zoo/raptor", "--log", flown.file(), "--tolerance", 0))
                .isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).containsPattern("\\d{3,} observations in 1 runs");
    }

    /** The records of such a flight have room for a larger observation, and hold that of another policy in the end. */
    @Test
    void ofAFlightWithASwapTheyAreComparedAtWhatTheFirstPolicyObserved() throws IOException {
        TestFlight.Flown flown = TestFlight.of("3 s")
                .with("policy.swap", "{settle: 100 ms, blend: 100 ms}")
                .with("scenario.swaps", "[{at: 1 s, use: zoo/l2f_own_350k}]")
                .fly(folder);

        assertThat(execute("policy", "diff", "zoo/raptor", "zoo/raptor", "--log", flown.file(), "--tolerance", 0))
                .isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).containsPattern("12\\d observations in 1 runs");
    }

    @Test
    void aBenchmarkHasARowForEachEngineAndEachWay() throws IOException {
        Path json = folder.resolve("bench.json");

        assertThat(execute("policy", "bench", "zoo/l2f_own_350k", "--calls", 50, "--paced", 3, "--json", json))
                .isEqualTo(ExitCode.DONE);
        JsonNode rows = Json.MAPPER.readTree(json.toFile()).get("rows");
        assertThat(rows.findValuesAsText("how")).contains("back_to_back", "paced_1_khz");
        assertThat(rows.findValuesAsText("engine")).anyMatch(engine -> engine.startsWith("onnxruntime"));
        for (JsonNode row : rows) {
            if (row.get("engine").asText().startsWith("plain")) {
                assertThat(row.get("bytes_per_call").asDouble()).isZero();
            }
        }
        assertThat(out.toString()).contains("back to back", "at 1 kHz");
    }
}
