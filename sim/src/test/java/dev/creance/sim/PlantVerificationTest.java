package dev.creance.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlantVerificationTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openloop/01_hover_trim.csv",
                "openloop/02_rotor_lag.csv",
                "openloop/03_freefall_spindown.csv",
                "openloop/04_full_throttle_tilted.csv",
                "openloop/05_axis_doublets.csv",
                "openloop/06_tumble.csv",
                "openloop/07_tumble_forced.csv",
                "openloop/08_random_actions.csv",
                "raptor/crazyflie_openloop.csv"
            })
    void reproducesEveryOpenLoopCaseToRoundOff(String file) {
        VerifyResult result = verify(file);

        assertThat(result.maxRelError()).as(result.byState().toString()).isLessThanOrEqualTo(1e-12);
        assertThat(result.byState()).hasSize(17);
    }

    @Test
    void reproducesTheFloat32BuildToItsOwnRounding() {
        // measured 5e-5: 500 steps of float32, in which the hover speed of the rotors is rounded too
        assertThat(verify("openloop/float32_02_rotor_lag.csv").maxRelError()).isBetween(1e-9, 1e-3);
    }

    @Test
    void replaysTheActionsOfAClosedLoopCase() {
        assertThat(verify("raptor/crazyflie_hover_tilt80.csv").maxRelError()).isLessThan(1e-9);
    }

    @Test
    void aPlantOfOtherMassIsCaught() throws IOException {
        Path reference = reference("raptor/parameters_crazyflie.json");
        String heavier = Files.readString(reference).replaceFirst("\"mass\": [0-9.]+", "\"mass\": 0.031");
        Path parameters = Files.writeString(folder.resolve("heavier.json"), heavier);

        VerifyResult result = new PlantVerification(Optional.empty(), Optional.of(parameters.toString()))
                .verify(VerifyCase.read(reference("raptor/crazyflie_openloop.csv")));

        assertThat(result.maxRelError()).isGreaterThan(1e-3);
        assertThat(result.byState().get("rotor0").maxRelError()).isLessThan(1e-12);
    }

    @Test
    void theForceBesideACaseActs() throws IOException {
        Path copy = folder.resolve("06_tumble.csv");
        Files.copy(reference("openloop/06_tumble.csv"), copy);
        Files.writeString(
                folder.resolve("cases.json"),
                "[{\"file\": \"x/06_tumble.csv\", \"force_N\": [0.01, 0, 0], \"torque_Nm\": [0, 0, 0]}]");

        VerifyResult result = verify(VerifyCase.read(copy));

        // x gains ½ F/m t² = 0.5 * 0.01 / 0.027 * 25
        assertThat(result.byState().get("px").maxAbsError()).isBetween(4.62, 4.64);
        assertThat(result.byState().get("py").maxRelError()).isLessThan(1e-12);
    }

    @Test
    void aMissingColumnIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.csv"), "t,px\n0,0\n1,0\n");

        assertThatThrownBy(() -> VerifyCase.read(file))
                .isInstanceOf(CaseFormatException.class)
                .hasMessageContaining("mine.csv:1")
                .hasMessageContaining("'py' is missing");
    }

    @Test
    void aValueThatIsNoNumberIsNamedWithItsLine() throws IOException {
        List<String> lines =
                Files.readAllLines(reference("openloop/02_rotor_lag.csv")).subList(0, 5);
        Path file = folder.resolve("mine.csv");
        Files.writeString(file, String.join("\n", lines).replace("\n2,0.02,0,", "\n2,0.02,nan,") + "\n");

        assertThatThrownBy(() -> VerifyCase.read(file))
                .isInstanceOf(CaseFormatException.class)
                .hasMessageContaining("mine.csv:4: column 'px' holds 'nan'");
    }

    @Test
    void anUnevenTimeStepIsRefused() throws IOException {
        List<String> lines =
                Files.readAllLines(reference("openloop/02_rotor_lag.csv")).subList(0, 5);
        Path file = folder.resolve("mine.csv");
        Files.writeString(file, String.join("\n", lines).replace("\n2,0.02,", "\n2,0.021,") + "\n");

        assertThatThrownBy(() -> VerifyCase.read(file)).hasMessageContaining("mine.csv:4: t=0.021");
    }

    @Test
    void aModelThatDoesNotFitTheColumnsIsRefused() {
        PlantVerification l2f2 = new PlantVerification(Optional.of("l2f2"), Optional.empty());
        VerifyCase recorded = VerifyCase.read(reference("openloop/02_rotor_lag.csv"));

        assertThatThrownBy(() -> l2f2.verify(recorded)).hasMessageContaining("needs columns rotor0..3");
    }

    private VerifyResult verify(String file) {
        return verify(VerifyCase.read(reference(file)));
    }

    private static VerifyResult verify(VerifyCase recorded) {
        return new PlantVerification(Optional.empty(), Optional.empty()).verify(recorded);
    }

    private Path reference(String file) {
        try {
            return Path.of(getClass().getResource("reference/" + file).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
