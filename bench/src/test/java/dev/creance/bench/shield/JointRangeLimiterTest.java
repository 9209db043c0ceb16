package dev.creance.bench.shield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The values with which ros2_control tests its own limiter: {@code joint_limits/test/test_joint_range_limiter.cpp} of
 * ros-controls/ros2_control at 01b12498 (Apache-2.0), a period of 1 s.
 */
class JointRangeLimiterTest {
    private static final double NONE = Double.POSITIVE_INFINITY;
    private static final double PERIOD_S = 1;

    private static JointRangeLimiter limiter(double position, double velocity, double acceleration) {
        return JointRangeLimiter.velocity(
                new JointRangeLimiter.Limits(
                        new double[] {-position}, new double[] {position}, new double[] {velocity}, new double[] {
                            acceleration
                        }),
                PERIOD_S);
    }

    @ParameterizedTest
    @CsvSource({"4.0, 3.141592653589793", "-5.0, -3.141592653589793", "0.0, 0.0"})
    void positionsAreCutToTheirLimits(double wanted, double expected) {
        assertThat(limiter(Math.PI, NONE, NONE).position(0, 0, 0, wanted)).isCloseTo(expected, within(1e-10));
    }

    @ParameterizedTest
    @CsvSource({"0.0, 0.0, 0.0", "0.0, 2.0, 1.0", "1.0, -3.0, 0.0", "2.0, -3.141592653589793, 1.0"})
    void positionsGoNoFartherThanTheVelocityAllows(double last, double wanted, double expected) {
        assertThat(limiter(Math.PI, 1, NONE).position(0, 0, last, wanted)).isCloseTo(expected, within(1e-10));
    }

    @ParameterizedTest
    @CsvSource({
        "NaN, 2.0, 1.0",
        "NaN, 1.1, 1.0",
        "NaN, -5.0, -1.0",
        "NaN, -Infinity, -1.0",
        "NaN, Infinity, 1.0",
        "NaN, -3.212, -1.0",
        "NaN, -0.8, -0.8",
        "NaN, 0.8, 0.8",
        "NaN, 0.12, 0.12",
        "NaN, 0.0, 0.0",
        "4.5, 5.0, 0.5",
        "4.8, 5.0, 0.2",
        "4.5, 0.3, 0.3",
        "4.5, 0.5, 0.5",
        "5.0, 0.9, 0.0",
        "5.004, 2.0, 0.0",
        "5.004, -2.0, 0.0",
        "4.0, 0.5, 0.5",
        "-4.8, -6.0, -0.2",
        "4.3, 5.0, 0.7",
        "-4.5, -5.0, -0.5",
        "-4.5, -0.2, -0.2",
        "-3.0, -5.0, -1.0",
        "-3.0, -1.0, -1.0",
        "-5.0, -3.0, 0.0",
        "-5.0, -1.0, 0.0",
        "-5.004, -1.0, 0.0",
        "-5.004, -2.0, 0.0",
        "-5.004, 1.0, 0.0",
        "-5.001, -3.0, 0.0",
        "-5.001, 1.0, 1.0",
        "-5.001, 0.2, 0.2",
        "-5.001, 2.0, 1.0",
        "5.001, 3.0, 0.0",
        "5.001, -1.0, -1.0",
        "5.001, -0.2, -0.2",
        "5.001, -2.0, -1.0"
    })
    void velocitiesEndAtThePositionLimits(double here, double wanted, double expected) {
        assertThat(limiter(5, 1, NONE).velocity(0, here, 0, wanted)).isCloseTo(expected, within(1e-10));
    }

    @Test
    void velocitiesChangeNoFasterThanTheAccelerationAllows() {
        double[] wanted = {0, 1, 1, -0.2, -0.2, -0.2, -0.3, -0.9, -0.9, -2, 2, 2, 2, 2, 0, 0};
        double[] expected = {0, 0.5, 1, 0.5, 0, -0.2, -0.3, -0.8, -0.9, -1, -0.5, 0, 0.5, 1, 0.5, 0};
        follow(limiter(NONE, 1, 0.5), new double[wanted.length], wanted, expected);
    }

    @Test
    void positionAndAccelerationTogetherMayLeaveNoneAndThenTheirBoundsAreExchanged() {
        double[] here = {4.5, 4.5, 4.8, 4.8, 4.8, 4.8, -4.8, -4.8, -4.3, -4.3, -4.3, -5.004, -5.004, 5.004, 5.004};
        double[] wanted = {0, 1, 1, -1, -1, -1, -2, -1, -1, 0, 0, 1, -1, 1, -1};
        double[] expected = {0, 0.5, 0.2, -0.3, -0.8, -1, -0.5, -0.2, -0.7, -0.2, 0, 0, 0, 0, 0};
        follow(limiter(5, 1, 0.5), here, wanted, expected);
    }

    private static void follow(JointRangeLimiter limiter, double[] here, double[] wanted, double[] expected) {
        double last = wanted[0];
        for (int i = 0; i < wanted.length; i++) {
            last = limiter.velocity(0, here[i], last, wanted[i]);
            assertThat(last).as("call %d", i).isCloseTo(expected[i], within(1e-10));
        }
    }

    @Test
    void whatIsNotANumberPasses() {
        assertThat(limiter(5, 1, 0.5).position(0, 0, 0, Double.NaN)).isNaN();
        assertThat(limiter(5, 1, 0.5).velocity(0, 0, 0, Double.NaN)).isNaN();
    }
}
