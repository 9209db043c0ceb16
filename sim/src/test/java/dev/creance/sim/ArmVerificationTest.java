package dev.creance.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.runtime.config.ConfigError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The golden file of MuJoCo, as {@code creance sim verify} reads it: the shipped arms first, then random chains as URDF. */
class ArmVerificationTest {
    private static final Path GOLDEN = Path.of(
            "..", "dynamics", "src", "test", "resources", "dev", "creance", "dynamics", "arm", "mujoco.jsonl.gz");

    @TempDir
    Path folder;

    @Test
    void reproducesEveryStateOfTheGoldenFile() {
        VerifyResult result = verify(GOLDEN);

        assertThat(result.byState()).containsOnlyKeys("acceleration", "bias", "origin");
        assertThat(result.mark()).isEqualTo(1e-9);
        assertThat(result.passes(result.mark())).as(result.toString()).isTrue();
    }

    @Test
    void linesNeedNotBePacked() throws IOException {
        VerifyResult result = verify(written(line(3)));

        assertThat(result.passes(result.mark())).as(result.toString()).isTrue();
    }

    /** A thousandth of one link's mass. */
    @Test
    void aLinkOfOtherMassIsCaughtInWhatMovesIt() throws IOException {
        String heavier = line(3).replaceFirst("mass value=..([0-9.]+)..", "mass value=\\\\\"$11\\\\\"");
        assertThat(heavier).isNotEqualTo(line(3));

        VerifyResult result = verify(written(heavier));

        assertThat(result.byState().get("acceleration").maxRelError()).isBetween(1e-7, 1e-1);
        assertThat(result.byState().get("bias").maxRelError()).isBetween(1e-7, 1e-1);
        assertThat(result.byState().get("origin").maxRelError()).isLessThan(1e-12);
        assertThat(result.passes(result.mark())).isFalse();
    }

    @Test
    void theWorstStateIsNamedByItsNumber() throws IOException {
        String first = line(1);
        int at = first.lastIndexOf("\"origin\":[") + "\"origin\":[".length();
        String moved = first.substring(0, at) + "9" + first.substring(first.indexOf(',', at));
        int states = first.split("\"q\":").length - 1;

        VerifyResult.StateError origin = verify(written(moved)).byState().get("origin");

        assertThat(origin.maxAbsError()).isGreaterThan(1);
        assertThat(origin.atRow()).isEqualTo(states - 1);
    }

    @Test
    void aVectorOfAnotherLengthIsRefusedWithItsLine() throws IOException {
        Path file = written(line(1), line(2).replaceFirst("\"q\":\\[", "\"q\":[0,"));

        assertThatThrownBy(() -> verify(file))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("mine.jsonl, line 2");
    }

    @Test
    void aFileWithoutStatesIsRefused() throws IOException {
        Path file = written("{\"arm\": \"so-101\", \"states\": []}");

        assertThatThrownBy(() -> verify(file))
                .isInstanceOf(CaseFormatException.class)
                .hasMessageContaining("holds no state of an arm");
    }

    @Test
    void theModelOfAQuadrotorIsRefusedForAnArm() {
        PlantVerification quadrotor = new PlantVerification(Optional.of("l2f"), Optional.empty());

        assertThatThrownBy(() -> quadrotor.verify(GOLDEN))
                .isInstanceOf(CaseFormatException.class)
                .hasMessageContaining("take model arm");
    }

    private static VerifyResult verify(Path file) {
        return new PlantVerification(Optional.empty(), Optional.empty()).verify(file);
    }

    private Path written(String... lines) throws IOException {
        return Files.write(folder.resolve("mine.jsonl"), List.of(lines));
    }

    /** @param number from 1 */
    private static String line(int number) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(GOLDEN)), StandardCharsets.UTF_8))) {
            return lines.lines().skip(number - 1).findFirst().orElseThrow();
        }
    }
}
