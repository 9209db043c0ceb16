package dev.creance.sim.quadrotor;

import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.dynamics.quadrotor.estimate.ErrorCovariance;
import dev.creance.dynamics.quadrotor.estimate.EstimateStatus;
import dev.creance.dynamics.quadrotor.estimate.InertialFilter;
import dev.creance.dynamics.quadrotor.estimate.NavigationState;
import dev.creance.runtime.HotPath;
import dev.creance.sim.Noise;
import dev.creance.sim.sensor.Sensor;

/**
 * What a device streams that knows of its world by sensors alone: gyro and accelerometer as they say, and position, velocity and
 * orientation by the filter in its firmware. It is told at the start where it has been put.
 *
 * <p>Fails closed: where the filter has failed, or no longer knows its position to {@link #LOST_M}, these are not numbers.
 * Deterministic for a seed; allocation-free after construction; not thread-safe.
 */
@HotPath
final class OnboardEstimate {
    /** Standard deviation of the position beyond which the estimate is no use. */
    static final double LOST_M = 0.5;

    private final long periodNs;
    private final Sensor gyro;
    private final Sensor accel;
    private final Sensor position;
    private final Sensor orientation;
    private final double positionDeviationM;
    private final double orientationDeviationRad;
    private final InertialFilter filter;
    private final double[] pose = new double[NavigationState.ACCEL_BIAS];
    private long nowNs;

    OnboardEstimate(OnboardSensors sensors, double[] gravityMPerS2, int rateHz, Noise seeds) {
        periodNs = 1_000_000_000L / rateHz;
        gyro = new Sensor(sensors.gyro(), periodNs, seeds.bits());
        accel = new Sensor(sensors.accel(), periodNs, seeds.bits());
        position = new Sensor(sensors.position(), periodNs, seeds.bits());
        orientation = new Sensor(sensors.orientation(), periodNs, seeds.bits());
        positionDeviationM = sensors.positionDeviationM(rateHz);
        orientationDeviationRad = sensors.orientationDeviationRad(rateHz);
        filter = new InertialFilter(sensors.filter(gravityMPerS2, rateHz), rateHz);
    }

    /**
     * Turns the truth of this period into what is streamed, in place; once per period.
     *
     * @param linked whether fixes get through
     */
    void apply(double[] measured, boolean linked) {
        if (filter.status() == EstimateStatus.WAITING) {
            putDown(measured);
        }
        gyro.advance(measured, QuadrotorChannels.GYRO, nowNs);
        accel.advance(measured, QuadrotorChannels.ACCEL, nowNs);
        position.advance(measured, QuadrotorChannels.POSITION, nowNs);
        orientation.advance(measured, QuadrotorChannels.ORIENTATION, nowNs);
        if (linked && position.arrived()) {
            filter.position(position.sampleNs(), position.value(), 0, positionDeviationM);
        }
        if (linked && orientation.arrived()) {
            filter.orientation(orientation.sampleNs(), orientation.value(), 0, orientationDeviationRad);
        }
        if (gyro.arrived() && accel.everArrived()) {
            filter.inertial(gyro.sampleNs(), gyro.value(), 0, accel.value(), 0);
        }
        stream(measured);
        nowNs += periodNs;
    }

    /** Whether position, velocity and orientation are numbers. */
    boolean valid() {
        EstimateStatus status = filter.status();
        return (status == EstimateStatus.TRACKING || status == EstimateStatus.DEAD_RECKONING)
                && filter.covariance().deviation(ErrorCovariance.POSITION) < LOST_M;
    }

    /** What the filter believes; read only. */
    InertialFilter filter() {
        return filter;
    }

    private void putDown(double[] measured) {
        System.arraycopy(measured, QuadrotorChannels.POSITION, pose, NavigationState.POSITION, 3);
        System.arraycopy(measured, QuadrotorChannels.VELOCITY, pose, NavigationState.VELOCITY, 3);
        System.arraycopy(measured, QuadrotorChannels.ORIENTATION, pose, NavigationState.ORIENTATION, 4);
        filter.start(nowNs, pose);
    }

    private void stream(double[] measured) {
        System.arraycopy(gyro.value(), 0, measured, QuadrotorChannels.GYRO, 3);
        System.arraycopy(accel.value(), 0, measured, QuadrotorChannels.ACCEL, 3);
        double[] x = filter.present().values;
        System.arraycopy(x, NavigationState.POSITION, measured, QuadrotorChannels.POSITION, 3);
        System.arraycopy(x, NavigationState.VELOCITY, measured, QuadrotorChannels.VELOCITY, 3);
        System.arraycopy(x, NavigationState.ORIENTATION, measured, QuadrotorChannels.ORIENTATION, 4);
        if (!valid()) {
            for (int i = QuadrotorChannels.POSITION; i < QuadrotorChannels.GYRO; i++) {
                measured[i] = Double.NaN;
            }
        }
    }
}
