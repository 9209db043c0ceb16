package dev.creance.dynamics.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.arm.urdf.ArmModels;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Reference;
import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigFile;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ArmReferencesTest {
    private static final Chain PANDA = ArmModels.named("franka-panda");
    private static final String HOME =
            "{at: 0 s, position: [0 rad, -0.785 rad, 0 rad, -2.356 rad, 0 rad, 1.571 rad, 0.785 rad]}";
    private static final String ASIDE =
            "{at: %s s, position: [1 rad, -0.785 rad, 0 rad, -2 rad, 0 rad, 90 deg, 0.785 rad]}";

    @Test
    void jointsRestInTheirWaypoints() {
        Reference joint = joint("2");

        assertThat(at(joint, 0)).startsWith(0, -0.785, 0, -2.356, 0, 1.571, 0.785);
        assertThat(at(joint, 2)).startsWith(1, -0.785, 0, -2, 0, Math.PI / 2, 0.785);
        assertThat(at(joint, 5)).startsWith(at(joint, 2));
        for (double time : new double[] {0, 2, 5}) {
            assertThat(Arrays.copyOfRange(at(joint, time), 7, 14)).containsExactly(new double[7], within(1e-12));
        }
    }

    @Test
    void velocitiesAreThoseOfThePositions() {
        Reference joint = joint("2");
        double h = 1e-4;
        for (double time = h; time < 2; time += 0.01) {
            double[] before = at(joint, time - h);
            double[] after = at(joint, time + h);
            assertThat(at(joint, time)[7]).isCloseTo((after[0] - before[0]) / (2 * h), within(1e-6));
        }
        assertThat(at(joint, 1)[7]).isCloseTo(1.875 / 2, within(1e-12));
    }

    @Test
    void aWayThatIsTooFastForAJointIsRefused() {
        assertThatThrownBy(() -> joint("0.8"))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("panda_joint1 for 2.34375 rad/s")
                .hasMessageContaining("greatest speed is 2.175 rad/s");
    }

    @Test
    void aWaypointBeyondTheRangeOfAJointIsRefused() {
        assertThatThrownBy(() -> joint(HOME.replace("1.571 rad", "4 rad"), "2"))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("position[5]");
    }

    @Test
    void aTargetStaysUntilTheNext() {
        Reference reach = reference("{kind: reach, targets: [{at: 0 s, position: [0.5 m, 0 m, 40 cm]},"
                + " {at: 3 s, position: [0.4 m, 0.2 m, 0.5 m]}]}");

        assertThat(at(reach, 2.999)).containsExactly(0.5, 0, 0.4);
        assertThat(at(reach, 3)).containsExactly(0.4, 0.2, 0.5);
        assertThat(reach.layout().indexOf("reference.tool.position.z")).isEqualTo(2);
    }

    @Test
    void randomTargetsFillTheirBox() {
        Reference random = reference("{kind: random_reach, seed: 1, interval: 2 s,"
                + " box: [[0.3 m, 0.6 m], [-0.3 m, 0.3 m], [0.2 m, 0.6 m]]}");
        double[] least = {9, 9, 9};
        double[] most = {-9, -9, -9};
        for (int interval = 0; interval < 1000; interval++) {
            double[] target = at(random, 2 * interval + 1);
            for (int i = 0; i < 3; i++) {
                least[i] = Math.min(least[i], target[i]);
                most[i] = Math.max(most[i], target[i]);
            }
        }

        // of 1000 uniform draws, the extremes are within 1 % of the range from its ends but for 1 in 20 000
        assertThat(least).containsExactly(new double[] {0.3, -0.3, 0.2}, within(6e-3));
        assertThat(most).containsExactly(new double[] {0.6, 0.3, 0.6}, within(6e-3));
    }

    private static Reference joint(String durationS) {
        return joint(HOME, durationS);
    }

    private static Reference joint(String home, String durationS) {
        return reference("{kind: joint, waypoints: [" + home + ", " + ASIDE.formatted(durationS) + "]}");
    }

    private static Reference reference(String text) {
        return ArmReferences.from(ConfigFile.parse("robot.yaml", text), PANDA);
    }

    private static double[] at(Reference reference, double elapsedS) {
        Frame frame = new Frame(reference.layout());
        reference.sample(Math.round(elapsedS * 1e9), frame);
        assertThat(frame.validBits).isEqualTo(frame.allValid());
        return frame.values;
    }
}
