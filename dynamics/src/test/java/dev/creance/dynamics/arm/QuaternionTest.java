package dev.creance.dynamics.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.runtime.property.Choices;
import dev.creance.runtime.property.Property;
import org.junit.jupiter.api.Test;

class QuaternionTest {
    @Test
    void aRotationSurvivesTheWayThereAndBack() {
        Property.check(2000, choices -> {
            double[] rotation = any(choices);
            double[] quaternion = new double[4];
            double[] back = new double[9];

            Quaternion.of(rotation, quaternion, 0);
            Quaternion.rotation(quaternion, 0, back);

            assertThat(back).containsExactly(rotation, within(1e-14));
        });
    }

    @Test
    void itsLengthIsOneWhicheverComponentIsLargest() {
        double[][] halfTurns = {
            {1, 0, 0, 0, 1, 0, 0, 0, 1},
            {1, 0, 0, 0, -1, 0, 0, 0, -1},
            {-1, 0, 0, 0, 1, 0, 0, 0, -1},
            {-1, 0, 0, 0, -1, 0, 0, 0, 1}
        };
        for (int i = 0; i < 4; i++) {
            double[] quaternion = new double[4];
            Quaternion.of(halfTurns[i], quaternion, 0);

            assertThat(quaternion[i]).isEqualTo(1);
        }
    }

    @Test
    void aCourseThroughHalfATurnHasNoJumps() {
        double[] quaternion = new double[4];
        double[] before = new double[4];
        for (int step = 0; step <= 4000; step++) {
            Quaternion.of(
                    Pose.of(new double[3], new double[] {step * 0.005, 0, 0}).rotation(), quaternion, 0);
            for (int i = 0; i < 4 && step > 0; i++) {
                assertThat(quaternion[i]).isCloseTo(before[i], within(0.0026));
            }
            System.arraycopy(quaternion, 0, before, 0, 4);
        }
    }

    private static double[] any(Choices choices) {
        return Pose.of(new double[3], new double[] {
                    choices.between(-Math.PI, Math.PI),
                    choices.between(-Math.PI, Math.PI),
                    choices.between(-Math.PI, Math.PI)
                })
                .rotation();
    }
}
