package dev.creance.dynamics.quadrotor.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.dynamics.Quaternion;
import dev.creance.dynamics.quadrotor.estimate.InertialFilterSettings.Limits;
import dev.creance.dynamics.quadrotor.estimate.InertialFilterSettings.Noise;
import dev.creance.dynamics.quadrotor.estimate.InertialFilterSettings.StartDeviations;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whether errors are as large as the filter says: the normalised estimation error squared eᵀ P⁻¹ e is χ² with 15 degrees of freedom
 * if they are (Bar-Shalom, Li and Kirubarajan 2001, 5.4.2), so its sum over 60 runs is χ² with 900.
 */
class InertialFilterConsistencyTest {
    private static final int RUNS = 60;
    private static final double SECONDS = 8;

    /** χ² with 900 degrees of freedom lies within these with a probability of 99.9 %. */
    private static final double LEAST = 766.0;

    private static final double MOST = 1046.0;

    @ParameterizedTest
    @CsvSource({"0, true", "0.06, true", "0, false", "0.06, false"})
    void errorsAreAsLargeAsItSays(double latencyS, boolean orientationToo) {
        InertialFilterSettings settings = new InertialFilterSettings(
                new Noise(0.002, 0.02, 1e-3, 0.01),
                new StartDeviations(0.05, 0.1, 0.05, 0.1, 0.02),
                new double[] {0, 0, -9.81},
                latencyS,
                Limits.defaults());
        double[] sum = new double[(int) SECONDS];
        for (int seed = 0; seed < RUNS; seed++) {
            fly(settings, orientationToo, seed, sum);
        }

        for (double each : sum) {
            assertThat(each).isBetween(LEAST, MOST);
        }
    }

    /** A fix under way. */
    private record Late(long takenNs, double[] position, double[] orientation) {}

    private static void fly(InertialFilterSettings settings, boolean orientationToo, int seed, double[] sum) {
        SensedFlight flight = new SensedFlight(settings, seed);
        InertialFilter filter = new InertialFilter(settings, 500);
        filter.start(0, flight.wrongStart());
        filter.inertial(0, flight.gyro, 0, flight.accel, 0);
        Deque<Late> underWay = new ArrayDeque<>();
        for (int tick = 1; tick <= SECONDS / SensedFlight.PERIOD_S; tick++) {
            flight.step();
            if (tick % 10 == 0) {
                underWay.add(new Late(flight.nowNs(), flight.positionFix(0.01), flight.orientationFix(0.02)));
            }
            if (!underWay.isEmpty() && underWay.peek().takenNs + settings.horizonS() * 0.9e9 <= flight.nowNs()) {
                Late fix = underWay.poll();
                filter.position(fix.takenNs, fix.position, 0, 0.01);
                if (orientationToo) {
                    filter.orientation(fix.takenNs, fix.orientation, 0, 0.02);
                }
            }
            filter.inertial(flight.nowNs(), flight.gyro, 0, flight.accel, 0);
            assertThat(filter.status()).isEqualTo(EstimateStatus.TRACKING);
            if (tick % 500 == 0) {
                sum[tick / 500 - 1] += normalisedSquare(filter, flight.at(filter.horizonTimeNs()));
            }
        }
    }

    private static double normalisedSquare(InertialFilter filter, double[] truth) {
        double[] x = filter.atHorizon().values;
        double[] error = new double[ErrorCovariance.SIZE];
        double[] tilt = new double[3];
        Quaternion.difference(x, NavigationState.ORIENTATION, truth, NavigationState.ORIENTATION, tilt);
        for (int i = 0; i < 3; i++) {
            error[ErrorCovariance.POSITION + i] = truth[NavigationState.POSITION + i] - x[NavigationState.POSITION + i];
            error[ErrorCovariance.VELOCITY + i] = truth[NavigationState.VELOCITY + i] - x[NavigationState.VELOCITY + i];
            error[ErrorCovariance.TILT + i] = tilt[i];
            error[ErrorCovariance.ACCEL_BIAS + i] =
                    truth[NavigationState.ACCEL_BIAS + i] - x[NavigationState.ACCEL_BIAS + i];
            error[ErrorCovariance.GYRO_BIAS + i] =
                    truth[NavigationState.GYRO_BIAS + i] - x[NavigationState.GYRO_BIAS + i];
        }
        return Cholesky.normalisedSquare(filter.covariance().values, error);
    }
}
