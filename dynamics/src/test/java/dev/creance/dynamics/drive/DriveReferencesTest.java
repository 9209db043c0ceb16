package dev.creance.dynamics.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.creance.runtime.Frame;
import dev.creance.runtime.Reference;
import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigFile;
import org.junit.jupiter.api.Test;

class DriveReferencesTest {
    private static final DriveParameters PMSM = DriveParameterFiles.named("gem-pmsm");

    @Test
    void aCurrentStaysUntilTheNextStep() {
        Reference steps =
                reference("{kind: current, steps: [{at: 0 s, d: 0 A, q: 10 A}, {at: 0.5 s, d: -5 A, q: 40 A}]}");

        assertThat(at(steps, 0.4999)).containsExactly(0, 10);
        assertThat(at(steps, 0.5)).containsExactly(-5, 40);
        assertThat(at(steps, 100)).containsExactly(-5, 40);
        assertThat(steps.layout().indexOf("reference.current.q")).isEqualTo(1);
    }

    @Test
    void eachMachineHasItsOwnCurrents() {
        Reference steps = reference(
                "{kind: current, steps: [{at: 0 s, armature: 10 A}]}",
                DriveParameterFiles.named("gem-permanent-magnet-dc"));

        assertThat(steps.layout().has("reference.current.armature")).isTrue();
        assertThatThrownBy(() -> reference("{kind: current, steps: [{at: 0 s, armature: 10 A}]}"))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("unknown key 'armature'");
    }

    @Test
    void aSpeedIsApproachedAtItsRampFromWhereItIs() {
        Reference ramp = reference(
                "{kind: speed, steps: [{at: 0 s, speed: 100 rad/s}, {at: 1 s, speed: -100 rad/s}, {at: 1.1 s, speed: 200 rad/s}],"
                        + " ramp: 500 rad/s2}");

        assertThat(at(ramp, 0)).containsExactly(100);
        assertThat(at(ramp, 1.1)[0]).isCloseTo(50, within(1e-9));
        assertThat(at(ramp, 1.2)[0]).isCloseTo(100, within(1e-9));
        assertThat(at(ramp, 1.4)).containsExactly(200);
    }

    @Test
    void aSpeedWithoutRampJumps() {
        Reference jump = reference("{kind: speed, steps: [{at: 0 s, speed: 0 rad/s}, {at: 1 s, speed: 100 rad/s}]}");

        assertThat(at(jump, 0.999)).containsExactly(0);
        assertThat(at(jump, 1)).containsExactly(100);
    }

    @Test
    void randomCurrentsLieWithinTheShareOfTheNominalOneAndNeverAlongTheMagnets() {
        Reference random = reference("{kind: random_current, seed: 1, interval: 50 ms, share: 0.9}");
        double longest = 0;
        double[] before = at(random, 0);
        for (int interval = 1; interval < 1000; interval++) {
            double[] current = at(random, 0.05 * interval + 1e-3);
            assertThat(current).isNotEqualTo(before);
            assertThat(current[0]).isNotPositive();
            longest = Math.max(longest, Math.hypot(current[0], current[1]));
            before = current;
        }

        // nominal: 240 A
        assertThat(longest).isCloseTo(216, within(1e-9));
    }

    @Test
    void randomCurrentsFollowFromSeedAndIntervalAlone() {
        String text = "{kind: random_current, seed: %d, interval: 50 ms, share: 0.9}";
        Reference random = reference(text.formatted(1));
        double[] late = at(random, 7.01);
        at(random, 0.2);

        assertThat(at(random, 7.04)).containsExactly(late);
        assertThat(at(reference(text.formatted(2)), 7.04)).isNotEqualTo(late);
    }

    @Test
    void stepsThatCannotBeFollowedAreRefusedWhereTheyStand() {
        assertThatThrownBy(() -> reference("{kind: current, steps: [{at: 1 s, d: 0 A, q: 0 A}]}"))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("from the beginning");
        assertThatThrownBy(
                        () -> reference("{kind: speed, steps: [{at: 0 s, speed: 1 rad/s}, {at: 0 s, speed: 2 rad/s}]}"))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("not later");
        assertThatThrownBy(() -> reference("{kind: current, steps: [{at: 0 s, d: 0 A, q: 401 A}]}"))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("outside -400 to 400 A");
        assertThatThrownBy(() -> reference("{kind: speed, steps: []}"))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("empty");
    }

    private static Reference reference(String text) {
        return reference(text, PMSM);
    }

    private static Reference reference(String text, DriveParameters parameters) {
        return DriveReferences.from(ConfigFile.parse("robot.yaml", text), parameters);
    }

    private static double[] at(Reference reference, double elapsedS) {
        Frame frame = new Frame(reference.layout());
        reference.sample(Math.round(elapsedS * 1e9), frame);
        assertThat(frame.validBits).isEqualTo(frame.allValid());
        return frame.values;
    }
}
