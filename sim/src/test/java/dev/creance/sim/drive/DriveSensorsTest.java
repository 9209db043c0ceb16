package dev.creance.sim.drive;

import static dev.creance.dynamics.drive.DriveChannels.ANGLE;
import static dev.creance.dynamics.drive.DriveChannels.CURRENT;
import static dev.creance.dynamics.drive.DriveChannels.SPEED;
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

/** What the firmware of a drive knows of it by its sensors. */
class DriveSensorsTest {
    private static final int HZ = 8000;
    private static final String SPOILT =
            "current: {noise: 0.5 A, scale: 1 %, bias: 0.5 A, resolution: 0.15 A}, voltage: {noise: 0.5 V, scale: 1 %}";

    private final double[] measured = new double[CURRENT + 3];
    private final double[] duty = new double[3];

    @Test
    void idealOnesAreTheDefault() {
        assertThat(config("").sensing()).isEmpty();
        assertThat(config(", sensors: ideal").sensing()).isEmpty();
    }

    @Test
    void aCurrentSensorIsOffByItsOffsetAndItsGainWithinTheirBounds() {
        DrivePlant truth = config(", frame: terminals").plant();
        SimulatedMachine machine = machine(", frame: terminals, sensors: {current: {scale: 2 %, bias: 0.5 A}}");
        double[] offset = new double[3];
        for (int i = 0; i < 3; i++) {
            machine.measure(measured);
            offset[i] = measured[CURRENT + i];
        }
        double[] command = {0.02, -0.01, -0.01};
        double[] ideal = new double[measured.length];
        for (int period = 0; period < 200; period++) {
            machine.follow(measured, command, true, duty);
            machine.step(duty);
            machine.measure(measured);
            truth.step(command, 1.0 / HZ);
        }
        truth.measure(ideal);

        for (int i = 0; i < 3; i++) {
            assertThat(Math.abs(offset[i])).isBetween(1e-6, 0.5);
            double gain = (measured[CURRENT + i] - offset[i]) / ideal[CURRENT + i];
            assertThat(Math.abs(gain - 1)).isBetween(1e-6, 0.02);
        }
    }

    @Test
    void anEncoderThatIsReadLateTellsWhereTheShaftWas() {
        SimulatedMachine now = machine(", encoder: {counts: 1000000}");
        SimulatedMachine late = machine(", encoder: {counts: 1000000}, sensors: {shaft: {latency: 1 ms}}");
        for (int period = 0; period < 80; period++) {
            turn(now);
            turn(late);
        }
        now.measure(measured);
        double angle = measured[ANGLE];
        late.measure(measured);

        assertThat(angle - measured[ANGLE]).isCloseTo(150 * 1e-3, within(2e-3));
    }

    private void turn(SimulatedMachine machine) {
        machine.measure(measured);
        machine.idle(measured, true, duty);
        machine.step(duty);
    }

    /** Its speed over that of an encoder of 4096 counts read over ten periods, whose step is 1.2 rad/s. */
    @Test
    void anObserverFindsTheSpeedBetweenTheStepsOfTheEncoder() {
        double plain = speedDeviation(", sensors: {" + SPOILT + "}");
        double observed = speedDeviation(", sensors: {estimate: observer, " + SPOILT + "}");

        assertThat(plain).isGreaterThan(0.2);
        assertThat(observed).isLessThan(plain / 3);
    }

    /** Root mean square of what is measured against the truth, in the second half of half a second under a steady voltage. */
    private double speedDeviation(String sensors) {
        DrivePlantConfig config = config(sensors);
        SimulatedMachine machine = config.machine(DriveLimits.none(), new Noise(1));
        SimulatedMachine ideal = config(", encoder: {counts: 10000000}").machine(DriveLimits.none(), new Noise(1));
        double[] exact = new double[machine.sensors().size()];
        double[] seen = new double[exact.length];
        double[] exactDuty = new double[3];
        double[] command = {0, 0.2};
        double square = 0;
        machine.measure(seen);
        ideal.measure(exact);
        for (int period = 0; period < HZ / 2; period++) {
            ideal.follow(exact, command, true, exactDuty);
            ideal.step(exactDuty);
            ideal.measure(exact);
            machine.follow(exact, command, true, duty);
            machine.step(duty);
            machine.measure(seen);
            double error = seen[SPEED] - exact[SPEED];
            square += period < HZ / 4 ? 0 : error * error;
        }
        return Math.sqrt(square / (HZ / 4.0));
    }

    @Test
    void anObserverWithoutCurrentsFailsClosedUntilItBeginsAnew() {
        DrivePlantConfig config = config(", sensors: {estimate: observer}");
        ObservedDrive observed =
                new ObservedDrive(config.sensing().orElseThrow().observer().orElseThrow(), config.converter());
        double[] sensed = {150, 1, 300, 293, 293, 0, 0, 0};
        double[] streamed = new double[CURRENT + 2];
        observed.begin(sensed);
        observed.observe(duty, sensed, streamed);
        assertThat(streamed[SPEED]).isCloseTo(150, within(20.0));

        sensed[CURRENT] = Double.NaN;
        for (int period = 0; period < 25; period++) {
            observed.observe(duty, sensed, streamed);
        }
        assertThat(streamed[SPEED]).isNaN();
        assertThat(streamed[CURRENT]).isNaN();
        sensed[CURRENT] = 0;
        observed.begin(sensed);
        observed.observe(duty, sensed, streamed);
        assertThat(streamed[SPEED]).isFinite();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sensors: perfect                                             | plant.sensors='perfect' is none of
            sensors: {curent: {noise: 1 A}}                              | unknown key 'curent' in plant.sensors
            sensors: {current: {noise: 1 V}}                             | plant.sensors.current.noise='1 V' has the unit 'V'
            sensors: {current: {rate: 3 kHz}}                            | does not divide the device's rate of 8000 Hz
            sensors: {shaft: {noise: 1 rad}}                             | unknown key 'noise' in plant.sensors.shaft
            sensors: {observer: {shaft_bandwidth: 10 Hz}}                | plant.sensors.observer has no meaning with estimate: measured
            frame: terminals, sensors: {estimate: observer}              | plant.sensors.estimate=observer, but there is one for permanent-magnet
            """)
    void whatCannotBeIsRefusedWhereItStands(String settings, String message) {
        assertThatThrownBy(() -> config(", " + settings))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining(message);
    }

    private static SimulatedMachine machine(String settings) {
        return config(settings).machine(DriveLimits.none(), new Noise(1));
    }

    private static DrivePlantConfig config(String settings) {
        return DrivePlantConfig.from(ConfigFile.parse(
                        "robot.yaml",
                        "plant: {model: drive, params: gem-pmsm, supply: {kind: ideal, voltage_v: 300}, rate: 8 kHz,"
                                + " start: {speed: 150 rad/s}, load: {kind: friction, inertia_kg_m2: 1}" + settings
                                + "}")
                .child("plant"));
    }
}
