package dev.creance.safety.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.creance.dynamics.drive.DriveParameterFiles;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Reference;
import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.safety.ShieldSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriveSettingsTest {
    private static void build(String text, long tickNs) {
        DriveFixtures.settings(DriveFixtures.PMSM, text)
                .shield(
                        DriveFixtures.sensors(DriveFixtures.PMSM),
                        DriveFixtures.COMMANDS,
                        DriveFixtures.timing(tickNs));
    }

    @Test
    void currentSpeedAndSupplyAreEnough() {
        assertThatCode(() -> build("limits: {current: 20 A, speed: 300 rad/s, supply: {max: 400 V}}", 1_000_000))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limits: {current: 500 A, speed: 300 rad/s, supply: {max: 400 V}} | above 400.0 A",
                "limits: {current: 20 A, speed: 500 rad/s, supply: {max: 400 V}} | above 418.9 rad/s",
                "limits: {current: 20 A, speed: 400 rad/s, supply: {max: 100 V}} | the magnets induce more",
                "limits: {current: 20 A, speed: 400 rad/s, supply: {min: 500 V, max: 400 V}} | not below limits.supply.max",
                "limits: {current: 20 A, speed: 300 rad/s, supply: {max: 400 V}, sensor_age: 1 ms} | two ticks",
                "limits: {current: 20 A, speed: 300 rad/s, supply: {max: 400 V}, torque: 3 Nm} | torque",
                "{limits: {current: 20 A, speed: 300 rad/s, supply: {max: 400 V}}, backup: {load_torque: 50 Nm}} | braking with",
                "{limits: {current: 20 A, speed: 300 rad/s, supply: {max: 400 V, capacity: 50}}, backup: {load_torque: 1 Nm}} | drives up to 300.0 W",
                "limits: {speed: 300 rad/s, supply: {max: 400 V}} | current"
            })
    void whatBreaksThePreconditionsIsRefusedWithTheNumber(String text, String expected) {
        ConfigError error = catchThrowableOfType(ConfigError.class, () -> build(text, 1_000_000));
        assertThat(error).as("accepted: " + text).isNotNull();
        assertThat(error.getMessage()).contains(expected);
    }

    @Test
    void aTickInWhichTheFieldTurnsTooFarIsRefused() {
        ConfigError error = catchThrowableOfType(
                ConfigError.class,
                () -> build(
                        "limits: {current: 20 A, speed: 300 rad/s, supply: {max: 400 V}, sensor_age: 20 ms}",
                        5_000_000));
        assertThat(error.getMessage()).contains("200.0 rad/s");
    }

    @Test
    void aMachineWithoutAShieldIsRefused() {
        ConfigError error = catchThrowableOfType(
                ConfigError.class,
                () -> DriveShieldSettings.from(
                        ConfigFile.parse("robot.yaml", "{}"), DriveParameterFiles.named("gem-scim")));
        assertThat(error.getMessage()).contains("no shield for gem-scim");
    }

    @Test
    void everyDefaultLiesWithinItsBounds() {
        for (ShieldSettings.Key key : DriveShieldSettings.keys()) {
            if (!Double.isNaN(key.standard())) {
                assertThat(key.standard()).as(key.path()).isBetween(key.least(), key.greatest());
            }
        }
    }

    @Test
    void aReferenceBeyondTheLimitsIsRefusedWithItsTime() {
        Reference ramp = new Reference() {
            @Override
            public Layout layout() {
                return DriveFixtures.REFERENCE;
            }

            @Override
            public void sample(long flownNs, Frame out) {
                out.values[0] = 0;
                out.values[1] = 100 * flownNs * 1e-9;
            }
        };
        ShieldSettings settings = DriveFixtures.settings(DriveFixtures.PMSM, DriveFixtures.PMSM_LIMITS);
        var at = ConfigFile.parse("robot.yaml", "reference: {kind: current}").child("reference");

        assertThatCode(() -> settings.checkReference(at, ramp, 2_900_000_000L)).doesNotThrowAnyException();
        ConfigError error =
                catchThrowableOfType(ConfigError.class, () -> settings.checkReference(at, ramp, 4_000_000_000L));
        assertThat(error.getMessage()).contains("3.001 s").contains("300.0 A");
    }
}
