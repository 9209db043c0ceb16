package dev.creance.sim.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.drive.DriveChannels;
import dev.creance.dynamics.drive.DriveParameterFiles;
import dev.creance.dynamics.drive.Fidelity;
import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class DrivePlantConfigTest {
    private static final String LEAST =
            "{model: drive, params: gem-pmsm, supply: {kind: ideal, voltage_v: 300}, load: {kind: friction}}";

    private static final String MOST = """
            model: drive
            params: gem-pmsm
            converter: {set: continuous, dead_time: 1 us}
            supply: {kind: dc_link, voltage_v: 300, resistance_ohm: 0.05, capacitance_f: 2e-3,
              brake: {resistance_ohm: 10, on_v: 380, off_v: 360}}
            load: {kind: friction, inertia_kg_m2: 0.01, coulomb: 0.1 Nm, viscous_nms: 0.01, quadratic_nms2: 1e-4}
            fidelity: physical
            rate: 20 kHz
            substeps: 2
            start: {speed: 100 rad/s}
            temperatures:
              ambient_k: 313.15
              winding: {capacity_j_per_k: 400, resistance_k_per_w: 0.2}
              inverter: {capacity_j_per_k: 80, resistance_k_per_w: 0.1}
              losses: {threshold_v: 0.8, resistance_ohm: 5e-3, switching: 2e-3}
            encoder: {counts: 4096, offset: 5 deg, speed_periods: 20}
            """;

    @Test
    void aMachineWithItsSupplyAndLoadIsEnough() {
        DrivePlantConfig config = config(LEAST);

        assertThat(config.controlHz()).isEqualTo(10_000);
        assertThat(config.fidelity()).isEqualTo(Fidelity.PHYSICAL);
        assertThat(config.plant().commands().size()).isEqualTo(3);
    }

    @Test
    void everythingCanBeSaid() {
        DrivePlant plant = config(MOST).plant();
        double[] measured = new double[plant.measurements().size()];
        plant.step(new double[3], 1e-3);
        plant.measure(measured);

        assertThat(measured[DriveChannels.ANGLE]).isCloseTo(Math.toRadians(5) + 0.1, within(0.01));
        assertThat(measured[DriveChannels.WINDING_TEMPERATURE]).isGreaterThan(313.15);
        // a short circuit brakes into the windings; what the dead time adds goes back into the link
        assertThat(measured[DriveChannels.SUPPLY_VOLTAGE]).isBetween(300.01, 301.0);
    }

    @ParameterizedTest
    @FieldSource("dev.creance.dynamics.drive.DriveParameterFiles#NAMES")
    void everyMachineHasAConverterThatFits(String name) {
        for (String set : new String[] {"continuous", "finite"}) {
            DrivePlantConfig config =
                    config(LEAST.replace("gem-pmsm", name + ", converter: {set: " + set + ", dead_time: 1 us}"));
            DrivePlant plant = config.plant();
            double[] measured = new double[plant.measurements().size()];
            plant.step(new double[plant.commands().size()], 1e-3);
            plant.measure(measured);

            assertThat(measured)
                    .hasSize(DriveChannels.size(DriveParameterFiles.named(name).machine()));
            assertThat(measured[DriveChannels.CURRENT]).isFinite();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{kind: capacitor, voltage_v: 300, resistance_ohm: 0.05, capacitance_f: 2e-3}",
                "{kind: mains, connection: three_phase_rectified, voltage_v: 400}",
                "{kind: mains, connection: one_phase, voltage_v: 230, frequency: 60 Hz, phase: 90 deg}"
            })
    void everySupplyCanBeChosen(String supply) {
        DrivePlant plant =
                config(LEAST.replace("{kind: ideal, voltage_v: 300}", supply)).plant();
        double[] measured = new double[plant.measurements().size()];
        plant.measure(measured);

        assertThat(measured[DriveChannels.SUPPLY_VOLTAGE]).isGreaterThan(250);
    }

    @Test
    void aTestBenchImposesItsCourse() {
        DrivePlant plant = config(LEAST.replace(
                        "{kind: friction}",
                        "{kind: course, offset: 100 rad/s, amplitude: 0 rad/s, frequency: 1 Hz, following: 1 ms}"))
                .plant();
        plant.step(new double[3], 0.05);

        assertThat(plant.drive().state()[0]).isCloseTo(100, within(1e-9));
    }

    @Test
    void quadrantsOfABridgeAreRefused() {
        assertRefused(LEAST.replace("gem-pmsm", "gem-pmsm, converter: {quadrants: 2}"), "quadrants");
    }

    @Test
    void aChopperThatHeatsByItselfIsRefusedWithItsPlace() {
        assertRefused(MOST.replace("on_v: 380", "on_v: 350"), "robot.yaml:5");
    }

    @Test
    void aDeadTimeOfMoreThanHalfAPeriodIsRefused() {
        assertRefused(MOST.replace("dead_time: 1 us", "dead_time: 30 us"), "dead_time=30 us");
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> config(text)).isInstanceOf(ConfigError.class).hasMessageContaining(message);
    }

    private static DrivePlantConfig config(String text) {
        return DrivePlantConfig.from(ConfigFile.parse("robot.yaml", text));
    }
}
