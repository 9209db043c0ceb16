package dev.creance.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.arm.Pose;
import dev.creance.runtime.property.Choices;
import dev.creance.runtime.property.Property;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class QuaternionTest {
    private static final Offset<Double> ROUNDING = within(1e-14);

    @Test
    void aQuarterTurnAboutZTakesXToY() {
        double[] q = {1, 0, 0, 0};
        double[] v = {1, 0, 0};

        Quaternion.turn(q, 0, 0, 0, Math.PI / 2);
        Quaternion.toWorld(q, 0, v, v);

        assertThat(v[0]).isCloseTo(0, ROUNDING);
        assertThat(v[1]).isCloseTo(1, ROUNDING);
    }

    @Test
    void toBodyUndoesToWorld() {
        Property.check(200, choices -> {
            double[] q = orientation(choices);
            double[] v = vector(choices, 10);
            double[] back = new double[3];
            Quaternion.toWorld(q, 0, v, back);
            Quaternion.toBody(q, 0, back, back);
            assertThat(back).containsExactly(v, within(1e-13));
        });
    }

    @Test
    void manySmallTurnsAboutOneAxisAreOneLargeOne() {
        Property.check(100, choices -> {
            double[] axis = vector(choices, 1);
            double[] once = orientation(choices);
            double[] often = once.clone();
            Quaternion.turn(once, 0, axis[0], axis[1], axis[2]);
            for (int i = 0; i < 1000; i++) {
                Quaternion.turn(often, 0, axis[0] / 1000, axis[1] / 1000, axis[2] / 1000);
            }
            assertThat(often).containsExactly(once, within(1e-12));
        });
    }

    @Test
    void aDifferenceIsTwiceTheSineOfHalfTheAngleOfTheTurn() {
        Property.check(200, choices -> {
            double[] from = orientation(choices);
            double[] to = from.clone();
            double angle = choices.between(0, 3);
            Quaternion.turn(to, 0, 0.6 * angle, 0, 0.8 * angle);
            double[] difference = new double[3];
            Quaternion.difference(from, 0, to, 0, difference);
            double size = 2 * Math.sin(angle / 2);
            assertThat(difference).containsExactly(new double[] {0.6 * size, 0, 0.8 * size}, within(1e-13));
        });
    }

    @Test
    void aRotationSurvivesTheWayThereAndBack() {
        Property.check(2000, choices -> {
            double[] rotation = rotation(choices);
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

    private static double[] orientation(Choices choices) {
        double[] q = {1, 0, 0, 0};
        Quaternion.turn(q, 0, choices.between(-3, 3), choices.between(-3, 3), choices.between(-3, 3));
        return q;
    }

    private static double[] vector(Choices choices, double bound) {
        return new double[] {
            choices.between(-bound, bound), choices.between(-bound, bound), choices.between(-bound, bound)
        };
    }

    private static double[] rotation(Choices choices) {
        return Pose.of(new double[3], new double[] {
                    choices.between(-Math.PI, Math.PI),
                    choices.between(-Math.PI, Math.PI),
                    choices.between(-Math.PI, Math.PI)
                })
                .rotation();
    }
}
