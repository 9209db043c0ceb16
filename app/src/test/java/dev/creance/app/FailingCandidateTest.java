package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shadows and successors that fail in the air: the policy in charge flies as if it were alone, and everything says what happened. */
class FailingCandidateTest {
    private static final String SIX_SECONDS = "6 s";

    @TempDir
    private static Path flights;

    private static TestFlight.Flown alone;

    @TempDir
    private Path folder;

    @BeforeAll
    static void flyAlone() throws IOException {
        alone = TestFlight.of(SIX_SECONDS).fly(Files.createDirectory(flights.resolve("alone")));
    }

    private TestFlight.Flown withShadow(Path policy) {
        return TestFlight.of(SIX_SECONDS)
                .with("policy.shadow", "{use: " + policy + ", engine: onnxruntime}")
                .fly(folder);
    }

    private TestFlight.Flown withSwap(Path policy) {
        return TestFlight.of(SIX_SECONDS)
                .with("scenario.swaps", "[{at: 1 s, use: " + policy + ", engine: onnxruntime}]")
                .fly(folder);
    }

    private static void assertFliesAsAlone(TestFlight.Flown flown) {
        assertThat(flown.log().commands()).isEqualTo(alone.log().commands());
        assertThat(flown.transitions()).isEqualTo(alone.transitions());
        assertThat(flown.summary().verdict().exitCode()).isZero();
        assertThat(flown.summary().allocation().bytes()).isZero();
    }

    private static JsonNode follower(TestFlight.Flown flown) {
        return flown.summary().toJson().at("/followers/0");
    }

    private static void assertEvent(TestFlight.Flown flown, String... words) {
        assertThat(flown.log().events()).anyMatch(event -> Stream.of(words).allMatch(event.message()::contains));
    }

    @ParameterizedTest
    @CsvSource({"NAN, returns NaN or infinity while it follows", "ERROR, fails while it follows"})
    void aShadowThatFailsShowsInTheLogAndNowhereElse(FailingPolicy policy, String message) throws IOException {
        TestFlight.Flown flown = withShadow(policy.after(200, folder));

        assertFliesAsAlone(flown);
        assertEvent(flown, "failing (sha256", message);
        assertThat(follower(flown).get("role").asText()).isEqualTo("shadow");
        assertThat(follower(flown).get("answers").asLong()).isBetween(200L, 202L);
        assertThat(follower(flown).get("failures").asLong()).isGreaterThan(200);
        assertThat(SummaryText.of(flown.summary())).containsPattern("follower +failing from .* [0-9]+ failed");
        assertThat(Replayed.of(flown.file()).text()).contains("no bit differs");
    }

    @Test
    void aShadowThatHangsIsNotWaitedFor() {
        TestFlight.Flown flown = withShadow(FailingPolicy.HANG.after(200, folder));

        assertFliesAsAlone(flown);
        assertThat(follower(flown).get("answers").asLong()).isBetween(200L, 202L);
        assertThat(follower(flown).get("failures").asLong()).isZero();
    }

    @Test
    void aShadowWhoseNetworkWasAlteredIsRefusedBeforeAnythingMoves() throws IOException {
        Path policy = altered(FailingPolicy.NAN.after(200, folder));

        assertThatThrownBy(() -> withShadow(policy))
                .hasCauseInstanceOf(UsageError.class)
                .cause()
                .hasMessageContaining("policy.shadow")
                .hasMessageContaining("network.onnx")
                .hasMessageContaining("sha256");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    /** The network's hash is another than the one in the manifest. */
    private static Path altered(Path policy) throws IOException {
        Path network = policy.resolve("network.onnx");
        byte[] bytes = Files.readAllBytes(network);
        bytes[bytes.length / 2] ^= 1;
        Files.write(network, bytes);
        return policy;
    }

    /** It joins at 1 s and would settle until 2 s. */
    @ParameterizedTest
    @CsvSource({"NAN", "ERROR"})
    void aSuccessorThatFailsWhileItSettlesNeverTakesOver(FailingPolicy policy) throws IOException {
        TestFlight.Flown flown = withSwap(policy.after(50, folder));

        assertFliesAsAlone(flown);
        assertEvent(flown, "failing (sha256", "failed and will not take over; raptor (sha256", "flies on");
        assertThat(follower(flown).get("handover").asText()).isEqualTo("failed");
        assertThat(SummaryText.of(flown.summary())).containsPattern("follower +failing .* never took over");
        assertThat(Replayed.of(flown.file()).text()).contains("no bit differs");
    }

    /** From then on its newest answer is too old; it is given up 10 s after it should have settled, at 12 s. */
    @Test
    void aSuccessorThatHangsIsTooLate() {
        TestFlight.Flown flown = TestFlight.of("13 s")
                .with(
                        "scenario.swaps",
                        "[{at: 1 s, use: " + FailingPolicy.HANG.after(50, folder) + ", engine: onnxruntime}]")
                .fly(folder);

        assertThat(flown.summary().verdict().exitCode()).isZero();
        assertThat(follower(flown).get("handover").asText()).isEqualTo("late");
        assertEvent(flown, "failing (sha256", "answered too late and will not take over");
        int common = alone.log().commands().size() / 2;
        assertThat(flown.log().commands().subList(0, common))
                .isEqualTo(alone.log().commands().subList(0, common));
    }

    /** Half of its throttle is flown when its action becomes NaN. */
    @Test
    void aSuccessorThatFailsWhileItIsBlendedInGivesTheCommandBackWithinTheSlewLimit() throws IOException {
        TestFlight.Flown flown = withSwap(FailingPolicy.NAN.after(115, folder));

        assertThat(flown.summary().verdict().exitCode()).isZero();
        assertThat(flown.summary().truth().violations()).isZero();
        assertThat(follower(flown).get("handover").asText()).isEqualTo("failed");
        assertThat(flown.log().commands()).isNotEqualTo(alone.log().commands());
        assertThat(CommandSteps.greatest(flown.file())).isPositive().isLessThanOrEqualTo(60 * 1e-3 + 1e-9);
    }

    @Test
    void aSuccessorWhoseNetworkWasAlteredIsRefusedWithBothHashes() throws IOException {
        TestFlight.Flown flown = withSwap(altered(FailingPolicy.NAN.after(200, folder)));

        assertFliesAsAlone(flown);
        assertEvent(flown, "was refused", "network.onnx", "raptor (sha256");
        assertThat(flown.summary().warnings()).anyMatch(warning -> warning.contains("was refused"));
        assertThat(flown.summary().toJson().at("/followers")).isEmpty();
    }
}
