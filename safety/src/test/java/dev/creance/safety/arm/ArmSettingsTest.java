package dev.creance.safety.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.creance.dynamics.arm.ArmInterface;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Reference;
import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.loop.OverrunReaction;
import dev.creance.safety.ShieldSettings;
import dev.creance.safety.ShieldTiming;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArmSettingsTest {
    private static final String ACCELERATION =
            "acceleration: [10 rad/s2, 10 rad/s2, 10 rad/s2, 10 rad/s2, 10 rad/s2, 10 rad/s2, 10 rad/s2]";

    private static final String LAW =
            "stiffness: [600, 600, 600, 600, 250, 150, 50], damping: [50, 50, 50, 20, 20, 20, 10]";

    private static void build(String text, ShieldTiming timing) {
        ArmFixtures.settings(text).shield(ArmFixtures.SENSORS, ArmFixtures.COMMANDS, timing);
    }

    @Test
    void accelerationsAreEnough() {
        assertThatCode(() -> build("limits: {" + ACCELERATION + "}", ArmFixtures.TIMING))
                .doesNotThrowAnyException();
        assertThatCode(() ->
                        build("backup: {servo: {" + LAW + "}}\nlimits: {" + ACCELERATION + "}", ArmFixtures.TIMING))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limits: {ACC, effort: 0.5} | cannot be guaranteed by set points",
                "limits: {ACC, jerk: [1, 1, 1, 1, 1, 1, 1]} | jerk",
                "limits: {ACC, position: {margin: 2 rad}} | no room",
                "limits: {ACC, sensor_age: 1 ms} | two ticks",
                "limits: {velocity: 0.5} | acceleration",
                "limits: {acceleration: [1 rad/s2, 0.5 rad/s2, 1 rad/s2, 1 rad/s2, 1 rad/s2, 1 rad/s2, 1 rad/s2]} | would do",
                "limits: {ACC, following_effort: 2} | following_effort",
                "limits: {ACC, tool_lead: 0 m} | tool_lead",
                "limits: {ACC, self_collision: {spheres: [{link: base, centre: [0 m, 0 m, 0 m], radius: 0.1 m}]}} | make 0 pairs",
                "limits: {ACC, self_collision: {spheres: [{link: elbow, centre: [0 m, 0 m, 0 m], radius: 0.1 m}]}} | none of base",
                "limits: {ACC, self_collision: {spheres: [{link: base, centre: [0 m, 0 m], radius: 0.1 m}]}} | has 2 items",
                "{backup: {servo: {stiffness: [600, 600, 600, 600, 250, 150, 50]}}, limits: {ACC}} | lacks 'damping'",
                "{backup: {velocity_share: 0.97, servo: {LAW}}, limits: {ACC}} | leaves nothing for errors",
                "{backup: {servo: {stiffness: [600, 600, 600, 600, 250, 150, 50], damping: [50, 50, 50, 5, 20, 20, 10]}}, limits: {ACC}} | would do",
                "limits: {ACC, self_collision: {sphere: []}} | unknown key 'sphere'",
                "limits: {ACC, contact: {force: 140 N, stiffness: 75000, reaction: 5 ms}} | lacks 'deceleration'",
                "limits: {ACC, workspace: {box: [[1 m, 0 m], [0 m, 1 m], [0 m, 1 m]]}} | no room between"
            })
    void whatCannotBeGuaranteedIsRefusedWithTheNumber(String text, String expected) {
        ConfigError error = catchThrowableOfType(
                ConfigError.class,
                () -> build(text.replace("ACC", ACCELERATION).replace("LAW", LAW), ArmFixtures.TIMING));
        assertThat(error).as("accepted: " + text).isNotNull();
        assertThat(error.getMessage()).contains(expected);
    }

    @Test
    void setPointsTooFineForTheWireAreRefused() {
        ConfigError error = catchThrowableOfType(
                ConfigError.class,
                () -> build(
                        "limits: {" + ACCELERATION + "}",
                        new ShieldTiming(125_000, 1, 10_000_000, 50, OverrunReaction.STOP)));
        assertThat(error.getMessage()).contains("set points are");
    }

    @Test
    void effortsAreRefused() {
        ConfigError error = catchThrowableOfType(
                ConfigError.class,
                () -> ArmShieldSettings.from(
                        ConfigFile.parse("robot.yaml", "limits: {}"), ArmFixtures.PANDA, ArmInterface.EFFORT));
        assertThat(error.getMessage()).contains("commanded by efforts");
    }

    @Test
    void everyDefaultLiesWithinItsBounds() {
        for (ShieldSettings.Key key : ArmShieldSettings.keys()) {
            assertThat(key.standard()).as(key.path()).isBetween(key.least(), key.greatest());
        }
    }

    @Test
    void aReferenceOutsideIsRefusedWithItsTime() {
        Reference ramp = new Reference() {
            @Override
            public Layout layout() {
                return ArmFixtures.REFERENCE;
            }

            @Override
            public void sample(long flownNs, Frame out) {
                out.values[0] = flownNs * 1e-9;
                out.values[1] = 0.5;
            }
        };
        ShieldSettings settings = ArmFixtures.settings(ArmFixtures.LIMITS);
        var at = ConfigFile.parse("robot.yaml", "reference: {kind: joint}").child("reference");

        assertThatCode(() -> settings.checkReference(at, ramp, 2_000_000_000L)).doesNotThrowAnyException();
        ConfigError error =
                catchThrowableOfType(ConfigError.class, () -> settings.checkReference(at, ramp, 4_000_000_000L));
        assertThat(error.getMessage()).contains("joint 0").contains("2.83 s");
    }
}
