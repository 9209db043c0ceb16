package dev.creance.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The drives against gym-electric-motor 3.0.2, relative to the largest magnitude of each state. Measured: 2.5e-12, 4.3e-11 and
 * 2.5e-6, the last where Coulomb friction has its kink.
 */
class DriveVerificationTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("eulerCases")
    void reproducesEveryEulerRecordingToRoundOff(String file) {
        VerifyResult result = verify("", file);

        assertThat(result.maxRelError()).as(result.toString()).isLessThanOrEqualTo(1e-9);
    }

    @ParameterizedTest
    @MethodSource("truthCases")
    void reproducesEveryTruthWithTheAdaptiveSolver(String file) {
        VerifyResult result = verify("", file);

        assertThat(result.maxRelError()).as(result.toString()).isLessThanOrEqualTo(1e-8);
    }

    @ParameterizedTest
    @MethodSource("truthCases")
    void comesCloseToEveryTruthWithFourRungeKuttaStepsPerStep(String file) {
        VerifyResult result = verify("drive-rk4", file);

        assertThat(result.maxRelError()).as(result.toString()).isLessThanOrEqualTo(1e-5);
    }

    @Test
    void leavesNoCaseOut() throws IOException {
        assertThat(eulerCases()).hasSize(19);
        assertThat(truthCases()).hasSize(11);
    }

    @Test
    void aMachineOfOtherResistanceIsCaught() throws IOException {
        Path other = folder.resolve("other.json");
        Files.writeString(
                other,
                Files.readString(reference("p01_permexdc_cont4qc.json")).replace("\"r_a\": 0.016", "\"r_a\": 0.0161"));

        VerifyResult result = new PlantVerification(Optional.empty(), Optional.of(other.toString()))
                .verify(reference("p01_permexdc_cont4qc_truth.csv"));

        assertThat(result.byState().get("i").maxRelError()).isBetween(1e-4, 1e-1);
    }

    @Test
    void theModelOfAQuadrotorIsRefusedForADrive() {
        PlantVerification quadrotor = new PlantVerification(Optional.of("l2f"), Optional.empty());
        Path recorded = reference("p01_permexdc_cont4qc_truth.csv");

        assertThatThrownBy(() -> quadrotor.verify(recorded))
                .isInstanceOf(CaseFormatException.class)
                .hasMessageContaining("take drive or drive-rk4");
    }

    @Test
    void theModelOfADriveIsRefusedForAQuadrotor() throws IOException {
        PlantVerification drive = new PlantVerification(Optional.of("drive"), Optional.empty());
        Path quadrotor = Files.writeString(folder.resolve("mine.csv"), "t,px\n0,0\n1,0\n");

        assertThatThrownBy(() -> drive.verify(quadrotor))
                .isInstanceOf(CaseFormatException.class)
                .hasMessageContaining("needs a JSON header of a drive");
    }

    @Test
    void theHeaderOfAnotherMachineIsRefused() {
        Path other = reference("p05_pmsm_contb6_abc.json");
        Path recorded = reference("p01_permexdc_cont4qc_truth.csv");
        PlantVerification verification = new PlantVerification(Optional.empty(), Optional.of(other.toString()));

        assertThatThrownBy(() -> verification.verify(recorded))
                .isInstanceOf(CaseFormatException.class)
                .hasMessageContaining("has the states [omega, i] and 1 actions")
                .hasMessageContaining("[omega, i_sd, i_sq, epsilon] and 3");
    }

    @Test
    void aFileWithoutItsStatesIsRefused() throws IOException {
        Files.copy(reference("p01_permexdc_cont4qc.json"), folder.resolve("mine.json"));
        Path file = Files.writeString(folder.resolve("mine_truth.csv"), "k,a0,omega\n1,0,0\n");

        assertThatThrownBy(() -> new PlantVerification(Optional.empty(), Optional.empty()).verify(file))
                .isInstanceOf(CaseFormatException.class)
                .hasMessageContaining("mine_truth.csv:1: column 'i' is missing");
    }

    static List<String> eulerCases() throws IOException {
        return cases("_euler_n");
    }

    static List<String> truthCases() throws IOException {
        return cases("_truth.csv");
    }

    private static List<String> cases(String part) throws IOException {
        try (Stream<Path> files =
                Files.list(reference("p01_permexdc_cont4qc.json").getParent())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains(part))
                    .sorted()
                    .toList();
        }
    }

    private static VerifyResult verify(String model, String file) {
        return new PlantVerification(model.isEmpty() ? Optional.empty() : Optional.of(model), Optional.empty())
                .verify(reference(file));
    }

    private static Path reference(String file) {
        try {
            return Path.of(DriveVerificationTest.class
                    .getResource("reference/motor/" + file)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
