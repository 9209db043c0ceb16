package dev.creance.dynamics.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class VelocityFilterTest {
    private static final double PERIOD_S = 1e-3;

    /** An encoder of 4096 counts per turn. */
    private static final double COUNT_RAD = 2 * Math.PI / 4096;

    private static final VelocityFilter.Settings SETTINGS =
            new VelocityFilter.Settings(PERIOD_S, 20, COUNT_RAD / Math.sqrt(12), 5);

    private final VelocityFilter filter = new VelocityFilter(SETTINGS, 1);

    @Test
    void underConstantAccelerationItLagsByWhatItSays() {
        double accelerationRadPerS2 = 3;
        for (int i = 0; i <= 4000; i++) {
            double t = i * PERIOD_S;
            filter.update(new double[] {accelerationRadPerS2 * t * t / 2}, 0);
        }

        double behind = accelerationRadPerS2 * 4 - filter.velocity()[0];
        assertThat(behind).isCloseTo(accelerationRadPerS2 * filter.lagS(), Percentage.withPercentage(0.01));
        assertThat(filter.lagS()).isBetween(0.005, 0.02);
    }

    @Test
    void atConstantSpeedItIsRightButForTheEncodersSteps() {
        double speedRadPerS = 0.7;
        double worst = 0;
        for (int i = 0; i < 5000; i++) {
            filter.update(new double[] {encoder(speedRadPerS * i * PERIOD_S)}, 0);
            if (i > 1000) {
                worst = Math.max(worst, Math.abs(filter.velocity()[0] - speedRadPerS));
            }
        }

        // the difference of two counts in one period is 1.5 rad/s
        assertThat(worst).isLessThan(0.12);
    }

    @Test
    void itsErrorsAreThoseOfAKalmanFilter() {
        // noise of the sizes it believes in: P of the posterior velocity is β (2α − β) / (2 (1 − α)) ... σ_v²/T² in the
        // steady state
        Random random = new Random(3);
        TrackingGains gains = TrackingGains.kalata(20 * PERIOD_S * PERIOD_S / (COUNT_RAD / Math.sqrt(12)));
        double a = gains.position();
        double b = gains.velocity();
        double position = 0;
        double velocity = 0;
        double square = 0;
        int samples = 200_000;
        for (int i = 0; i < samples; i++) {
            double acceleration = 20 * random.nextGaussian();
            position += velocity * PERIOD_S + acceleration * PERIOD_S * PERIOD_S / 2;
            velocity += acceleration * PERIOD_S;
            filter.update(new double[] {position + COUNT_RAD / Math.sqrt(12) * random.nextGaussian()}, 0);
            double error = filter.velocity()[0] - velocity;
            square += error * error / samples;
        }

        double variance = b * (2 * a - b) / (2 * (1 - a)) * Math.pow(COUNT_RAD / Math.sqrt(12) / PERIOD_S, 2);
        assertThat(square).isCloseTo(variance, Percentage.withPercentage(5));
    }

    @Test
    void aMissingMeasurementIsBridged() {
        for (int i = 0; i < 2000; i++) {
            double measured = i % 4 == 3 ? Double.NaN : 0.7 * i * PERIOD_S;
            filter.update(new double[] {measured}, 0);
            assertThat(filter.valid()).isTrue();
        }

        assertThat(filter.velocity()[0]).isCloseTo(0.7, within(1e-3));
    }

    @Test
    void tooManyMissingInARowMakeItInvalidUntilItIsMeasuredAgain() {
        filter.update(new double[] {1}, 0);
        for (int i = 0; i < 5; i++) {
            filter.update(new double[] {Double.NaN}, 0);
            assertThat(filter.valid()).isTrue();
        }
        filter.update(new double[] {Double.POSITIVE_INFINITY}, 0);
        assertThat(filter.valid()).isFalse();

        filter.update(new double[] {4}, 0);

        assertThat(filter.valid()).isTrue();
        assertThat(filter.position()[0]).isEqualTo(4);
        assertThat(filter.velocity()[0]).isZero();
    }

    @Test
    void itIsNotValidBeforeEveryJointHasBeenMeasured() {
        VelocityFilter two = new VelocityFilter(SETTINGS, 2);

        two.update(new double[] {9, 1, Double.NaN}, 1);
        assertThat(two.valid()).isFalse();
        two.update(new double[] {9, 1, 2}, 1);
        assertThat(two.valid()).isTrue();
        assertThat(two.position()).containsExactly(1, 2);
    }

    private static double encoder(double rad) {
        return Math.rint(rad / COUNT_RAD) * COUNT_RAD;
    }
}
