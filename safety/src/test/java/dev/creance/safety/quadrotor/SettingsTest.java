package dev.creance.safety.quadrotor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.runtime.Shield;
import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.safety.ShieldSettings;
import dev.creance.safety.guards.GuardSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static final String FENCE =
            "geofence: [[-2.5 m, -2.5 m], [2.5 m, -2.5 m], [2.5 m, 2.5 m], [-2.5 m, 2.5 m]]";
    private static final String ALTITUDE = "altitude: {floor: 0.15 m, ceiling: 2.5 m}";

    private static Shield build(String text) {
        return QuadrotorShield.create(
                QuadrotorShieldSettings.from(ConfigFile.parse("robot.yaml", text), ShieldFixtures.CRAZYFLIE),
                ShieldFixtures.CRAZYFLIE,
                QuadrotorChannels.sensors(),
                QuadrotorChannels.commands(),
                ShieldFixtures.TIMING,
                GuardSource.NONE);
    }

    private static ConfigError refused(String text) {
        ConfigError error = catchThrowableOfType(ConfigError.class, () -> build(text));
        assertThat(error).as("accepted: " + text).isNotNull();
        return error;
    }

    @Test
    void limitsAloneAreEnoughAndEverythingElseHasADefault() {
        QuadrotorShieldSettings settings = ShieldFixtures.settings();

        assertThat(settings.motorSlewPerS()).isEqualTo(60);
        assertThat(settings.sensorAgeNs()).isEqualTo(20_000_000);
        assertThat(settings.resumeWindowNs()).isEqualTo(500_000_000);
        assertThat(settings.ceilingM()).isEqualTo(2.5);
        assertThat(settings.fenceM()).hasDimensions(4, 2);
        assertThat(build(ShieldFixtures.LIMITS).margins()).hasSize(ShieldFixtures.MARGINS);
    }

    @Test
    void everyDefaultLiesWithinItsBounds() {
        for (ShieldSettings.Key setting : QuadrotorShieldSettings.keys()) {
            if (!Double.isNaN(setting.standard())) {
                assertThat(setting.standard()).as(setting.path()).isBetween(setting.least(), setting.greatest());
            }
        }
    }

    @Test
    void cornersMayBeListedInEitherSense() {
        Fence fence = QuadrotorShieldSettings.from(
                        ConfigFile.parse(
                                "robot.yaml",
                                "limits: {" + ALTITUDE
                                        + ", geofence: [[-1 m, 2 m], [2 m, 2 m], [2 m, -1 m], [-1 m, -1 m]]}"),
                        ShieldFixtures.CRAZYFLIE)
                .fence();

        assertThat(fence.distanceM(0, 0)).isEqualTo(1);
        assertThat(fence.distanceM(3, 0)).isEqualTo(-1);
        assertThat(fence.inradiusM()).isEqualTo(1.5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limits: {ALT, FENCE, motor: {slew: 60}}                          | 1:148 | lacks its unit",
                "limits: {ALT, FENCE, motor: {slow: 60 1/s}}                      | 1     | unknown key 'slow'",
                "limits: {ALT, FENCE, motor: {min: 0.6, max: 0.5}}                | 1     | is not below limits.motor.max",
                "limits: {ALT, FENCE, tilt: 60 m}                                 | 1     | which is not a unit of angle",
                "limits: {ALT, FENCE, tilt: 89 deg}                               | 1     | is outside",
                "limits: {ALT, FENCE}, guard: []                                  | 1     | unknown key 'guard'",
                "limits: {FENCE}                                                  | 1     | lacks 'altitude'",
                "limits: {ALT}                                                    | 1     | lacks 'geofence'",
                "limits: {FENCE, altitude: {floor: 2.5 m, ceiling: 2.5 m}}        | 1     | is not below the ceiling",
                "limits: {FENCE, altitude: {floor: 0.5 m, ceiling: 1.2 m}}        | 1     | above the floor; braking from half",
                "limits: {ALT, geofence: [[-1 m, -1 m], [1 m, 1 m]]}              | 1     | has 2 corners, not 3 to 16",
                "limits: {ALT, geofence: [[-3 m, -3 m], [3 m, -3 m], [0 m, 0 m], [3 m, 3 m]]}  | 1 | is not convex at (0.0 m, 0.0 m)",
                "limits: {ALT, geofence: [[-3 m, -3 m], [3 m, 3 m], [3 m, -3 m], [-3 m, 3 m]]} | 1 | is not convex",
                "limits: {ALT, geofence: [[0 m, 3 m], [2 m, -3 m], [-3 m, 1 m], [3 m, 1 m], [-2 m, -3 m]]} | 1 | goes around more than once",
                "limits: {ALT, geofence: [[-1 m, -1 m], [1 m, -1 m], [1 m, 1 m], [-1 m, 1 m, 3 m]]} | 1 | has 3 items, not 2",
                "limits: {ALT, geofence: [[-0.8 m, -0.8 m], [0.8 m, -0.8 m], [0.8 m, 0.8 m], [-0.8 m, 0.8 m]]} | 1 | braking from design_speed",
                "limits: {ALT, FENCE, motor: {slew: 20 1/s}}                      | 1     | is below 50.0 1/s",
                "limits: {ALT, FENCE, tilt: 30 deg}                               | 1     | of tilt gives while sinking",
                "limits: {ALT, FENCE, body_rate: 6 rad/s}                         | 1     | 0.8 of limits.body_rate",
                "limits: {ALT, FENCE, sensor_age: 300 ms}                         | 1     | twice limits.sensor_age",
                "limits: {ALT, FENCE, motor: {max: 0.9}}                          | 1     | the rotors lack",
                "limits: {ALT, FENCE}, backup: {climb_acceleration: 3 m/s2}       | 1     | what the rotors have left",
                "limits: {ALT, FENCE}, backup: {disturbance: 3 m/s2}              | 1     | the rotors lack",
                "limits: {ALT, FENCE}, backup: {sink_acceleration: 8.5 m/s2}      | 1     | no thrust is left to steer with",
                "limits: {ALT, FENCE}, backup: {horizontal_deceleration: 8 m/s2, climb_acceleration: 0.3 m/s2, sink_acceleration: 5 m/s2} | 1 | the rotors lack",
                "limits: {ALT, FENCE}, backup: {velocity_gain: 8 1/s}             | 1     | half of backup.attitude_gain",
                "limits: {ALT, FENCE}, backup: {rotor_time: 40 ms}                | 1     | 0.6 over backup.rotor_time",
                "limits: {ALT, FENCE}, backup: {design_speed: 3 m/s}              | 1     | braking from design_speed",
                "limits: {ALT, FENCE}, backup: {descent_rate: 2 m/s}              | 1     | is outside",
                "limits: {ALT, FENCE}, failsafe: {return_tilt: 40 deg}            | 1     | above half of limits.tilt",
                "limits: {ALT, FENCE}, failsafe: {return_rate: 9 rad/s}           | 1     | above half of limits.body_rate",
                "limits: {ALT, FENCE}, failsafe: {on_device_fault: ignore}        | 1     | is none of land, continue",
                "limits: {ALT, FENCE}, sense: {stuck_time: 2 s, fault_holt: 1 ms} | 1     | unknown key 'fault_holt'",
            })
    void whatBreaksAPreconditionIsRefusedWithPositionAndRemedy(String settings, String where, String message) {
        ConfigError error = refused("{" + settings.replace("ALT", ALTITUDE).replace("FENCE", FENCE) + "}");

        assertThat(error.where()).startsWith("robot.yaml:" + where);
        assertThat(error).hasMessageContaining(message);
    }

    @Test
    void aDefaultThatDoesNotFitIsNamedWithItsValue() {
        ConfigError error = refused("{limits: {" + ALTITUDE + ", " + FENCE + ", body_rate: 6 rad/s}}");

        assertThat(error).hasMessageContaining("backup.body_rate=8.0 rad/s (the default)");
        assertThat(error.hint()).contains("raise limits.body_rate");
    }
}
