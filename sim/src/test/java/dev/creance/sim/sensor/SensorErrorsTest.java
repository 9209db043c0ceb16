package dev.creance.sim.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SensorErrorsTest {
    private static final long PERIOD_NS = 1_000_000;
    private static final double PERIOD_S = 1e-3;

    @Test
    void withoutErrorsASampleIsTheTruth() {
        Sensor sensor = scalar(SensorErrors.none(), 1);

        assertThat(read(sensor, 0.123456789)).isEqualTo(0.123456789);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100, 1000})
    void whiteNoiseHasItsDensityAsAllanDeviationOverTheRootOfTheTime(int samples) {
        double[] y = course(scalar(new SensorErrors(0, 0, 0, 0.02, 0, 0), 5), 1_000_000);

        double allan = allanDeviation(y, samples);

        // σ(τ) = N / √τ; from 10⁶ samples in groups of 1000 it is known to 3 %
        assertThat(allan * Math.sqrt(samples * PERIOD_S)).isCloseTo(0.02, Percentage.withPercentage(8));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 1000})
    void aBiasThatWalksHasItsRateAsAllanDeviationTimesTheRootOfTheTime(int samples) {
        double[] y = course(scalar(new SensorErrors(0, 0, 0.5, 0, 0, 0), 7), 1_000_000);

        // σ(τ) = K √(τ / 3)
        assertThat(allanDeviation(y, samples) / Math.sqrt(samples * PERIOD_S / 3))
                .isCloseTo(0.5, Percentage.withPercentage(12));
    }

    @Test
    void noiseOfASlowerSensorHasTheSameDensity() {
        Sensor slow = new Sensor(
                new Sensor.Parameters(1, new SensorErrors(0, 0, 0, 0.02, 0, 0), new SensorTiming(10, 0, 0, 0), 0),
                PERIOD_NS,
                3);
        double sum = 0;
        int samples = 0;
        for (int i = 0; i < 200_000; i++) {
            slow.advance(new double[1], 0, i * PERIOD_NS);
            if (slow.arrived()) {
                sum += slow.value()[0] * slow.value()[0];
                samples++;
            }
        }

        assertThat(samples).isEqualTo(20_000);
        // N √100 Hz
        assertThat(Math.sqrt(sum / samples)).isCloseTo(0.2, Percentage.withPercentage(3));
    }

    @Test
    void gainAndOffsetErrorsOfManyCurrentSensorsFillTheirBounds() {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        double square = 0;
        for (int seed = 0; seed < 3000; seed++) {
            Sensor sensor = scalar(SensorErrors.gainAndOffset(0.02, 0.5, 0, 0), seed);
            double offset = read(sensor, 0);
            double gain = (read(sensor, 100) - offset) / 100;
            least = Math.min(least, offset);
            most = Math.max(most, offset);
            square += (gain - 1) * (gain - 1) / 3000;
            assertThat(gain).isBetween(0.98, 1.02);
        }

        assertThat(least).isBetween(-0.5, -0.49);
        assertThat(most).isBetween(0.49, 0.5);
        // uniform: variance is a third of the bound's square
        assertThat(Math.sqrt(square * 3)).isCloseTo(0.02, Percentage.withPercentage(5));
    }

    @ParameterizedTest
    @CsvSource({"0.04, 0", "0.06, 0.1", "-0.26, -0.3", "2.31, 2", "-7, -2", "NaN, NaN"})
    void whatItSaysIsAStepWithinItsRange(double truth, double said) {
        assertThat(read(scalar(new SensorErrors(0, 0, 0, 0, 2, 0.1), 1), truth)).isCloseTo(said, within(1e-12));
    }

    @Test
    void aTurnedTriadKeepsLengthsAndStraysByItsAngleAtMost() {
        double greatest = 0;
        for (int seed = 0; seed < 500; seed++) {
            Sensor sensor = new Sensor(
                    new Sensor.Parameters(3, SensorErrors.none(), SensorTiming.immediate(), 0.05), PERIOD_NS, seed);
            sensor.advance(new double[] {9, 1, 2, -3}, 1, 0);
            double[] v = sensor.value();
            double dot = (v[0] + 2 * v[1] - 3 * v[2]) / 14;
            assertThat(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]).isCloseTo(14, within(1e-12));
            greatest = Math.max(greatest, Math.acos(Math.min(1, dot)));
        }

        assertThat(greatest).isBetween(0.045, 0.05);
    }

    @Test
    void theSameSeedGivesTheSameSamples() {
        SensorErrors all = new SensorErrors(0.01, 0.02, 0.03, 0.04, 5, 1e-6);

        assertThat(course(scalar(all, 9), 1000)).isEqualTo(course(scalar(all, 9), 1000));
        assertThat(course(scalar(all, 9), 1000)).isNotEqualTo(course(scalar(all, 10), 1000));
    }

    @Test
    void onlyATriadCanBeTurned() {
        assertThatThrownBy(() -> new Sensor.Parameters(2, SensorErrors.none(), SensorTiming.immediate(), 0.1))
                .hasMessageContaining("only a triad");
    }

    private static Sensor scalar(SensorErrors errors, long seed) {
        return new Sensor(new Sensor.Parameters(1, errors, SensorTiming.immediate(), 0), PERIOD_NS, seed);
    }

    private static double read(Sensor sensor, double truth) {
        sensor.advance(new double[] {truth}, 0, 0);
        return sensor.value()[0];
    }

    private static double[] course(Sensor sensor, int samples) {
        double[] y = new double[samples];
        double[] truth = new double[1];
        Arrays.setAll(y, i -> {
            sensor.advance(truth, 0, i * PERIOD_NS);
            return sensor.value()[0];
        });
        return y;
    }

    /** Without overlap: half the mean square of the differences of neighbouring means. */
    private static double allanDeviation(double[] y, int samples) {
        int groups = y.length / samples;
        double[] mean = new double[groups];
        for (int i = 0; i < groups * samples; i++) {
            mean[i / samples] += y[i] / samples;
        }
        double sum = 0;
        for (int i = 1; i < groups; i++) {
            sum += (mean[i] - mean[i - 1]) * (mean[i] - mean[i - 1]);
        }
        return Math.sqrt(sum / (2 * (groups - 1)));
    }
}
