package dev.creance.dynamics.quadrotor.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.dynamics.Quaternion;
import dev.creance.dynamics.quadrotor.estimate.InertialFilterSettings.Limits;
import dev.creance.dynamics.quadrotor.estimate.InertialFilterSettings.Noise;
import dev.creance.dynamics.quadrotor.estimate.InertialFilterSettings.StartDeviations;
import dev.creance.runtime.property.Property;
import org.junit.jupiter.api.Test;

class InertialFilterTest {
    private static final double HORIZON_S = 0.06;
    private static final double DEVIATION_M = 0.005;
    private static final InertialFilterSettings SETTINGS = new InertialFilterSettings(
            new Noise(0.002, 0.02, 1e-4, 0.002),
            new StartDeviations(0.05, 0.1, 0.05, 0.1, 0.02),
            new double[] {0, 0, -9.81},
            HORIZON_S,
            Limits.defaults());

    private final SensedFlight flight = new SensedFlight(SETTINGS, 11);
    private final InertialFilter filter = new InertialFilter(SETTINGS, 500);

    @Test
    void itWaitsUntilItIsStarted() {
        filter.inertial(0, flight.gyro, 0, flight.accel, 0);
        filter.position(0, new double[3], 0, 1);

        assertThat(filter.status()).isEqualTo(EstimateStatus.WAITING);
        assertThat(filter.present().values[NavigationState.ORIENTATION]).isEqualTo(1);
    }

    @Test
    void thePresentIsRightThoughEveryFixIsFiftyMillisecondsOld() {
        start();
        fly(4, true);

        double worst = 0;
        for (int i = 0; i < 1000; i++) {
            fly(SensedFlight.PERIOD_S, true);
            worst = Math.max(worst, distance(filter.present(), flight.now()));
        }

        // up to 2 m/s: taken for the present, a fix 50 ms old would be off by 10 cm
        assertThat(worst).isLessThan(0.02);
    }

    @Test
    void fixesThatOvertakeEachOtherGiveTheSameBitsAsInOrder() {
        InertialFilter other = new InertialFilter(SETTINGS, 500);
        start();
        other.start(0, flight.now());
        other.inertial(0, flight.gyro, 0, flight.accel, 0);
        double[] early = null;
        for (int tick = 1; tick <= 500; tick++) {
            flight.step();
            double[] fix = flight.positionFix(DEVIATION_M);
            if (tick % 20 == 0) {
                early = fix;
            }
            if (tick % 20 == 5) {
                if (early != null) {
                    filter.position(flight.nowNs() - 5 * SensedFlight.PERIOD_NS, early, 0, DEVIATION_M);
                }
                filter.position(flight.nowNs(), fix, 0, DEVIATION_M);
                other.position(flight.nowNs(), fix, 0, DEVIATION_M);
                if (early != null) {
                    other.position(flight.nowNs() - 5 * SensedFlight.PERIOD_NS, early, 0, DEVIATION_M);
                }
            }
            filter.inertial(flight.nowNs(), flight.gyro, 0, flight.accel, 0);
            other.inertial(flight.nowNs(), flight.gyro, 0, flight.accel, 0);
        }

        assertThat(other.present().values).isEqualTo(filter.present().values);
        assertThat(other.covariance().values).isEqualTo(filter.covariance().values);
    }

    @Test
    void convergesFromAStartThatIsFarOff() {
        InertialFilterSettings unsure = new InertialFilterSettings(
                SETTINGS.noise(),
                new StartDeviations(1, 1, 0.5, 0.3, 0.05),
                SETTINGS.gravityMPerS2(),
                HORIZON_S,
                Limits.defaults());
        InertialFilter lost = new InertialFilter(unsure, 500);
        double[] pose = flight.now().clone();
        pose[NavigationState.POSITION] += 1.5;
        pose[NavigationState.VELOCITY + 1] -= 1;
        Quaternion.turn(pose, NavigationState.ORIENTATION, 0.35, -0.3, 0.6);
        lost.start(0, pose);
        for (int tick = 0; tick < 5000; tick++) {
            lost.inertial(flight.nowNs(), flight.gyro, 0, flight.accel, 0);
            flight.step();
            if (tick % 10 == 0) {
                lost.position(flight.nowNs(), flight.positionFix(DEVIATION_M), 0, DEVIATION_M);
            }
        }
        lost.inertial(flight.nowNs(), flight.gyro, 0, flight.accel, 0);

        assertThat(lost.status()).isEqualTo(EstimateStatus.TRACKING);
        assertThat(distance(lost.present(), flight.now())).isLessThan(0.02);
        assertThat(angle(lost.present(), flight.now())).isLessThan(Math.toRadians(3));
        for (int i = 0; i < 3; i++) {
            double bias = lost.present().values[NavigationState.GYRO_BIAS + i];
            assertThat(Math.abs(bias - flight.gyroBias[i])).isLessThan(0.005);
        }
    }

    @Test
    void withoutFixesItReckonsOnAndSaysSo() {
        start();
        fly(3, true);
        double sure = filter.covariance().deviation(ErrorCovariance.POSITION);

        fly(2, false);

        assertThat(filter.status()).isEqualTo(EstimateStatus.DEAD_RECKONING);
        double deviation = filter.covariance().deviation(ErrorCovariance.POSITION);
        assertThat(deviation).isGreaterThan(10 * sure);
        assertThat(distance(filter.present(), flight.now())).isLessThan(5 * deviation);
        fly(0.2, true);
        assertThat(filter.status()).isEqualTo(EstimateStatus.TRACKING);
    }

    @Test
    void aFixThatIsFarOffIsRefused() {
        start();
        fly(3, true);
        double[] wrong = flight.positionFix(0);
        wrong[1] += 5;

        filter.position(flight.nowNs(), wrong, 0, DEVIATION_M);
        fly(0.2, false);

        assertThat(filter.refused()).isEqualTo(1);
        assertThat(distance(filter.present(), flight.now())).isLessThan(0.03);
    }

    @Test
    void fixesThatAreRefusedForLongMakeItFail() {
        start();
        fly(2, true);
        for (int tick = 0; tick < 1200 && filter.status() != EstimateStatus.FAILED; tick++) {
            flight.step();
            if (tick % 10 == 0) {
                double[] elsewhere = flight.positionFix(DEVIATION_M);
                elsewhere[0] += 50;
                filter.position(flight.nowNs(), elsewhere, 0, DEVIATION_M);
            }
            filter.inertial(flight.nowNs(), flight.gyro, 0, flight.accel, 0);
        }

        assertThat(filter.status()).isEqualTo(EstimateStatus.FAILED);
        assertThat(filter.refused()).isEqualTo(101);
        start();
        assertThat(filter.status()).isEqualTo(EstimateStatus.TRACKING);
    }

    @Test
    void anInertialSampleThatIsNotANumberIsBridged() {
        start();
        fly(3, true);
        flight.step();
        filter.inertial(flight.nowNs(), new double[] {0, Double.NaN, 0}, 0, flight.accel, 0);
        flight.step();
        filter.inertial(flight.nowNs(), flight.gyro, 0, new double[] {0, 0, Double.POSITIVE_INFINITY}, 0);
        fly(0.1, true);

        assertThat(filter.dropped()).isEqualTo(2);
        assertThat(filter.status()).isEqualTo(EstimateStatus.TRACKING);
        assertThat(distance(filter.present(), flight.now())).isLessThan(0.02);
    }

    @Test
    void anInertialUnitThatIsSilentForTooLongMakesItFail() {
        start();
        fly(1, true);
        for (int tick = 0; tick < 12; tick++) {
            flight.step();
        }
        filter.inertial(flight.nowNs(), flight.gyro, 0, flight.accel, 0);

        assertThat(filter.status()).isEqualTo(EstimateStatus.FAILED);
    }

    @Test
    void aFixThatIsNotANumberOrOlderThanTheHorizonIsDropped() {
        start();
        fly(1, true);
        double[] before = filter.present().values.clone();

        filter.position(flight.nowNs(), new double[] {0, Double.NaN, 0}, 0, DEVIATION_M);
        filter.position(flight.nowNs(), flight.positionFix(0), 0, Double.NaN);
        filter.orientation(flight.nowNs(), new double[4], 0, 0.1);
        filter.position(flight.nowNs() - 70_000_000, flight.positionFix(0), 0, DEVIATION_M);

        assertThat(filter.dropped()).isEqualTo(4);
        assertThat(filter.present().values).isEqualTo(before);
    }

    @Test
    void aStartThatIsNotANumberIsNone() {
        double[] pose = flight.now().clone();
        pose[2] = Double.NaN;

        filter.start(0, pose);

        assertThat(filter.status()).isEqualTo(EstimateStatus.FAILED);
    }

    @Test
    void whateverItIsFedItsCovarianceIsSymmetricAndPositiveOrItHasFailed() {
        Property.check(60, choices -> {
            InertialFilter fed = new InertialFilter(SETTINGS, 500);
            fed.start(0, flight.now());
            double[] three = new double[3];
            double[] zero = {0.1, 9.81, -0.2};
            for (int tick = 0; tick < 300; tick++) {
                long nowNs = tick * SensedFlight.PERIOD_NS;
                for (int i = 0; i < 3; i++) {
                    three[i] = choices.integer(0, 9) == 0 ? choices.hostile(-30, 30) : choices.between(-3, 3);
                }
                switch (choices.integer(0, 5)) {
                    case 0 -> fed.position(nowNs, three, 0, choices.between(1e-4, 1));
                    case 1 -> fed.velocity(nowNs, three, 0, choices.between(1e-4, 1));
                    case 2 -> fed.orientation(nowNs, flight.orientationFix(0.3), 0, choices.between(1e-4, 1));
                    default -> fed.inertial(nowNs, three, 0, zero, 0);
                }
                if (fed.status() != EstimateStatus.FAILED) {
                    double[] p = fed.covariance().values;
                    assertThat(Cholesky.normalisedSquare(p, new double[15])).isZero();
                    for (int i = 0; i < 15; i++) {
                        for (int j = 0; j < i; j++) {
                            assertThat(p[i * 15 + j]).isEqualTo(p[j * 15 + i]);
                        }
                    }
                }
            }
        });
    }

    private void start() {
        filter.start(flight.nowNs(), flight.now());
        filter.inertial(flight.nowNs(), flight.gyro, 0, flight.accel, 0);
    }

    /** With fixes at 50 Hz that are 50 ms old, or without. */
    private void fly(double seconds, boolean fixes) {
        long ticks = Math.round(seconds / SensedFlight.PERIOD_S);
        for (long i = 0; i < ticks; i++) {
            flight.step();
            long tick = flight.nowNs() / SensedFlight.PERIOD_NS;
            if (fixes && tick % 10 == 0 && tick >= 25) {
                long takenNs = flight.nowNs() - 25 * SensedFlight.PERIOD_NS;
                double[] fix = new double[3];
                for (int axis = 0; axis < 3; axis++) {
                    fix[axis] = flight.at(takenNs)[axis] + DEVIATION_M * flight.random.nextGaussian();
                }
                filter.position(takenNs, fix, 0, DEVIATION_M);
            }
            filter.inertial(flight.nowNs(), flight.gyro, 0, flight.accel, 0);
        }
    }

    private static double distance(NavigationState estimate, double[] truth) {
        double square = 0;
        for (int i = 0; i < 3; i++) {
            double error = estimate.values[i] - truth[i];
            square += error * error;
        }
        return Math.sqrt(square);
    }

    private static double angle(NavigationState estimate, double[] truth) {
        double[] tilt = new double[3];
        Quaternion.difference(estimate.values, NavigationState.ORIENTATION, truth, NavigationState.ORIENTATION, tilt);
        return Math.sqrt(tilt[0] * tilt[0] + tilt[1] * tilt[1] + tilt[2] * tilt[2]);
    }
}
