package dev.creance.dynamics.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.config.ConfigNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class DriveParameterFilesTest {
    private static final String EXCITED = """
            name: mine
            machine: {kind: externally_excited_synchronous, pole_pairs: 3, resistance_ohm: 15e-3,
              direct_inductance_h: 1.66e-3, quadrature_inductance_h: 0.35e-3, mutual_inductance_h: 1.2e-3,
              excitation_resistance_ohm: 7e-3, excitation_inductance_h: 1.74e-3, turns_ratio: 65}
            rotor_inertia_kg_m2: 0.4
            nominal: {speed: 4300 rpm, torque: 129 Nm, current_a: 120, voltage_v: 160}
            limit: {speed: 12000 rpm, torque: 129 Nm, current_a: 150, voltage_v: 160}
            tolerances: {resistance: 10 %, inductance: 10 %, flux: 0, inertia: 5 %}
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @FieldSource("dev.creance.dynamics.drive.DriveParameterFiles#NAMES")
    void everySetThatShipsIsAMachineOfItsName(String name) {
        DriveParameters parameters = DriveParameterFiles.named(name);

        assertThat(parameters.name()).isEqualTo(name);
        assertThat(parameters.limit().currentA())
                .isGreaterThan(parameters.nominal().currentA());
    }

    @Test
    void theSetsHoldTheNumbersOfGymElectricMotor() {
        assertThat(DriveParameterFiles.named("gem-pmsm").machine()).isEqualTo(Machines.PERMANENT_MAGNET_SYNCHRONOUS);
        assertThat(DriveParameterFiles.named("gem-series-dc").machine()).isEqualTo(Machines.SERIES_DC);
        assertThat(DriveParameterFiles.named("gem-pmsm").limit().speedRadPerS())
                .isCloseTo(418.87902047863906, within(1e-9));
        assertThat(((InductionMachine) DriveParameterFiles.named("gem-dfim").machine()).parameters())
                .isEqualTo(Machines.DOUBLY_FED_INDUCTION.parameters());
    }

    @Test
    void aFileOfOnesOwnIsFoundBesideTheOneThatNamesIt() throws IOException {
        Files.writeString(folder.resolve("mine.yaml"), EXCITED);

        DriveParameters parameters = DriveParameterFiles.load(reference("mine.yaml"));

        assertThat(parameters.machine()).isInstanceOf(ExternallyExcitedSynchronous.class);
        assertThat(parameters.tolerances().resistance()).isEqualTo(0.1);
    }

    @Test
    void anExcitedMachineWhoseFieldsAreCoupledBeyondReasonIsRefused() throws IOException {
        Files.writeString(
                folder.resolve("mine.yaml"),
                EXCITED.replace("mutual_inductance_h: 1.2e-3", "mutual_inductance_h: 1.589e-3"));
        ConfigNode reference = reference("mine.yaml");

        assertThatThrownBy(() -> DriveParameterFiles.load(reference))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("mine.yaml:2")
                .hasMessageContaining("leakage=-0.31");
    }

    @Test
    void aLimitBelowNominalIsRefused() throws IOException {
        Files.writeString(folder.resolve("mine.yaml"), EXCITED.replace("current_a: 150", "current_a: 15"));
        ConfigNode reference = reference("mine.yaml");

        assertThatThrownBy(() -> DriveParameterFiles.load(reference)).hasMessageContaining("lies below nominal");
    }

    @Test
    void aNameThatIsNoSetIsRefusedWithThoseThereAre() {
        ConfigNode reference = reference("gem-stepper");

        assertThatThrownBy(() -> DriveParameterFiles.load(reference))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("gem-pmsm");
    }

    private ConfigNode reference(String name) {
        return ConfigFile.parse(folder.resolve("robot.yaml").toString(), "params: " + name)
                .child("params");
    }
}
