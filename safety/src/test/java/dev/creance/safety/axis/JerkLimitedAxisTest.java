package dev.creance.safety.axis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.creance.runtime.property.Choices;
import dev.creance.runtime.property.Property;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Stopping with limited jerk: the distance against a simulation, and the interval of jerks against whoever goes to its ends. */
class JerkLimitedAxisTest {
    private static final int SUB_STEPS = 10;

    /** Greatest position that is reached by the profile as it is defined, in small steps of time. */
    private static double peakBySimulation(JerkLimitedAxis.Limits limits, double most, double v, double a) {
        double dt = 1e-5;
        double q = 0;
        double peak = 0;
        boolean ending = a < 0 && v <= a * a / (2 * limits.jerk());
        for (int i = 0; i < 2_000_000; i++) {
            ending |= a < 0 && v <= a * a / (2 * limits.jerk());
            double j = ending ? limits.jerk() : a > -most ? -limits.jerk() : 0;
            q += dt * (v + dt * (a / 2 + dt * j / 6));
            v += dt * (a + dt * j / 2);
            a += dt * j;
            peak = Math.max(peak, q);
            if ((v <= 0 && a <= 0) || (ending && a >= 0)) {
                return peak;
            }
        }
        throw new AssertionError("never stops");
    }

    private static JerkLimitedAxis.Limits draw(Choices choices, double stepS) {
        double acceleration = choices.between(1, 20);
        double jerk = acceleration / choices.between(2 * stepS, 0.3);
        double velocity = acceleration * acceleration / jerk * choices.between(1, 4);
        JerkLimitedAxis.Limits wide = new JerkLimitedAxis.Limits(-1e9, 1e9, velocity, acceleration, jerk);
        double range = 2.5 * new JerkLimitedAxis(wide, stepS).distance(velocity, acceleration) + velocity * stepS;
        return new JerkLimitedAxis.Limits(-range, range, velocity, acceleration, jerk);
    }

    @Test
    void theDistanceIsThatOfTheStoppingProfile() {
        Property.check(300, choices -> {
            JerkLimitedAxis.Limits limits = draw(choices, 1e-3);
            double v = choices.between(-limits.velocity(), limits.velocity());
            double most = limits.acceleration() - limits.jerk() * 1e-3;
            double a = choices.between(-most, limits.acceleration());

            double distance = new JerkLimitedAxis(limits, 1e-3).distance(v, a);

            double expected = peakBySimulation(limits, most, v, a);
            assertThat(distance).isCloseTo(expected, within(1e-3 * expected + 1e-6 + 2e-5 * Math.abs(v)));
        });
    }

    @Test
    void whoeverStaysInsideTheIntervalNeverLeavesPositionVelocityOrAcceleration() {
        double[] nearest = {1};
        double[] fastest = {0};
        Property.check(300, choices -> {
            double stepS = choices.between(1e-3, 2e-2);
            JerkLimitedAxis.Limits limits = draw(choices, stepS);
            JerkLimitedAxis axis = new JerkLimitedAxis(limits, stepS);
            int kind = choices.integer(0, 3);
            SplittableRandom random = new SplittableRandom(choices.bits());
            double[] state = new double[3];
            for (int i = 0; i < 3000; i++) {
                axis.bound(state[0], state[1], state[2]);
                assertThat(axis.least()).isLessThanOrEqualTo(axis.greatest());
                assertThat(Math.max(axis.greatest(), -axis.least())).isLessThanOrEqualTo(limits.jerk());
                double share = kind == 0 ? 1 : kind == 1 ? 0 : kind == 2 ? random.nextDouble() : i / 300 % 2;
                double j = axis.least() + share * (axis.greatest() - axis.least());
                for (int k = 0; k < SUB_STEPS; k++) {
                    advance(state, j, stepS / SUB_STEPS);
                    assertThat(Math.abs(state[0])).as("position").isLessThanOrEqualTo(limits.upper() * (1 + 1e-9));
                    assertThat(Math.abs(state[1])).as("velocity").isLessThanOrEqualTo(limits.velocity() * (1 + 1e-9));
                    assertThat(Math.abs(state[2]))
                            .as("acceleration")
                            .isLessThanOrEqualTo(limits.acceleration() * (1 + 1e-9));
                    nearest[0] = Math.min(nearest[0], 1 - Math.abs(state[0]) / limits.upper());
                    fastest[0] = Math.max(fastest[0], Math.abs(state[1]) / limits.velocity());
                }
            }
        });
        assertThat(nearest[0]).as("the limit is reached").isBetween(-1e-9, 1e-3);
        assertThat(fastest[0]).as("and the greatest velocity").isGreaterThan(0.999);
    }

    private static void advance(double[] state, double j, double dt) {
        state[0] += dt * (state[1] + dt * (state[2] / 2 + dt * j / 6));
        state[1] += dt * (state[2] + dt * j / 2);
        state[2] += dt * j;
    }

    @Test
    void anAccelerationThatAStepReachesIsRefused() {
        assertThatThrownBy(() -> new JerkLimitedAxis(new JerkLimitedAxis.Limits(-1, 1, 1, 1, 100), 1e-2))
                .hasMessageContaining("within a step");
    }

    @Test
    void theMirroredStateHasTheMirroredInterval() {
        Property.check(1000, choices -> {
            JerkLimitedAxis.Limits limits = draw(choices, 1e-2);
            JerkLimitedAxis axis = new JerkLimitedAxis(limits, 1e-2);
            double q = choices.between(-0.3, 0.3) * limits.upper();
            double v = choices.between(-0.5, 0.5) * limits.velocity();
            double a = choices.between(-0.5, 0.5) * limits.acceleration();
            axis.bound(q, v, a);
            double least = axis.least();
            double greatest = axis.greatest();
            axis.bound(-q, -v, -a);
            assertThat(axis.least()).isEqualTo(-greatest);
            assertThat(axis.greatest()).isEqualTo(-least);
        });
    }
}
