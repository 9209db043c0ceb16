package dev.creance.sim.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.sim.Noise;
import dev.creance.sim.SimulatedMachine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the firmware of an arm knows of it by its sensors. */
class ArmSensorsTest {
    private static final int JOINTS = 7;

    @Test
    void idealOnesAreTheDefault() {
        assertThat(config("").sensing()).isEmpty();
        assertThat(config(", sensors: ideal").sensing()).isEmpty();
    }

    @Test
    void encodersCountInSteps() {
        SimulatedMachine machine = machine(", sensors: {position: {resolution: 0.02 rad}}");
        double[] seen = new double[machine.sensors().size()];
        machine.measure(seen);

        assertThat(seen[1]).isCloseTo(-0.78, within(1e-12));
        assertThat(seen[3]).isCloseTo(-2.36, within(1e-12));
    }

    /** The tool is where the nominal arm has it at what the encoders say. */
    @Test
    void theToolIsWhereTheEncodersSay() {
        SimulatedMachine ideal = machine("");
        SimulatedMachine biased = machine(", sensors: {position: {bias: 0.01 rad}}");
        double[] exact = new double[ideal.sensors().size()];
        double[] seen = new double[exact.length];
        ideal.measure(exact);
        biased.measure(seen);

        assertThat(seen[3 * JOINTS] - exact[3 * JOINTS]).isNotZero();
        assertThat(seen[3 * JOINTS]).isCloseTo(exact[3 * JOINTS], within(0.02));
    }

    /** By differences of one step in one period velocities would stray by 0.1 rad/s. */
    @Test
    void aFilterFindsVelocitiesFromEncodersThatKnowPositionsInSteps() {
        ArmSensors sensors = config(", sensors: {estimate: filter, position: {resolution: 0.0001 rad}}")
                .sensing()
                .orElseThrow();
        SensedArm sensed = new SensedArm(sensors, 1e-3, new Noise(1));
        double[] joints = new double[3 * JOINTS];
        double worst = 0;
        for (int period = 0; period < 4000; period++) {
            double t = period * 1e-3;
            joints[3] = 0.5 * Math.sin(2 * t);
            joints[JOINTS + 3] = Math.cos(2 * t);
            sensed.sense(joints);
            worst = period < 500 ? 0 : Math.max(worst, Math.abs(joints[JOINTS + 3] - Math.cos(2 * t)));
        }

        assertThat(worst).isBetween(1e-4, 0.03);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sensors: {encoder: {noise: 1 rad}}                                      | unknown key 'encoder' in plant.sensors
            sensors: {position: {noise: 1 m}}                                       | plant.sensors.position.noise='1 m' has the unit 'm'
            sensors: {filter: {acceleration: 1 rad/s2}}                             | plant.sensors.filter has no meaning with estimate: measured
            sensors: {estimate: filter, velocity: {noise: 1 rad/s}}                 | plant.sensors.velocity has no meaning with estimate: filter
            """)
    void whatCannotBeIsRefusedWhereItStands(String settings, String message) {
        assertThatThrownBy(() -> config(", " + settings))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining(message);
    }

    private static SimulatedMachine machine(String settings) {
        return config(settings).machine(ArmLimits.none(JOINTS), new Noise(1));
    }

    private static ArmPlantConfig config(String settings) {
        return ArmPlantConfig.from(ConfigFile.parse(
                        "robot.yaml",
                        "plant: {model: arm, params: franka-panda, start: {position: [0 rad, -0.785 rad, 0 rad,"
                                + " -2.356 rad, 0 rad, 1.571 rad, 0.785 rad]}" + settings + "}")
                .child("plant"));
    }
}
