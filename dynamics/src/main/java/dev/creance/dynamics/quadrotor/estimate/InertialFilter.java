package dev.creance.dynamics.quadrotor.estimate;

import dev.creance.dynamics.Quaternion;
import dev.creance.dynamics.quadrotor.estimate.InertialFilterSettings.Limits;
import dev.creance.runtime.HotPath;

/**
 * Position, velocity and orientation of a vehicle from its inertial unit and from fixes of position, velocity or orientation that
 * arrive late, out of step, or not at all.
 *
 * <p>The Kalman filter runs at a horizon in the past, {@code horizonS} behind the newest inertial sample, where every fix that is
 * no older is fused in the order of its time, as if it had come at once. The present is the horizon's state moved on through the
 * inertial samples since, which the filter keeps (the scheme of PX4's EKF2). A fix between two samples is compared at the later
 * one.
 *
 * <p>Fails closed: samples and fixes that are not finite are dropped and counted; a gap between good inertial samples, fixes that
 * are refused for long, or a state that is not finite make it {@link EstimateStatus#FAILED} until {@link #start}. Allocation-free after
 * construction; not thread-safe.
 *
 * <pre>{@code
 * InertialFilter filter = new InertialFilter(InertialFilterSettings.crazyflie(), 1000);
 * filter.start(nowNs, pose);                               // p, v, q as known at rest
 * filter.inertial(nowNs, measured, GYRO, measured, ACCEL); // every sample
 * filter.position(fixNs, fix, 0, 0.001);                   // when one arrives
 * if (filter.status() == EstimateStatus.TRACKING) { use(filter.present()); }
 * }</pre>
 */
@HotPath
public final class InertialFilter {
    /** What a quaternion's square may be off 1: single precision and compressed wire formats are much better. */
    private static final double UNIT_TOLERANCE = 0.02;

    private final InertialFilterSettings settings;
    private final long horizonNs;
    private final NavigationState atHorizon = new NavigationState();
    private final NavigationState present = new NavigationState();
    private final ErrorCovariance covariance = new ErrorCovariance();
    private final InertialHistory history;
    private final FixQueue fixes = new FixQueue();
    private final double[] residual = new double[3];
    private final double[] error = new double[ErrorCovariance.SIZE];
    private EstimateStatus status = EstimateStatus.WAITING;
    private long lastPositionNs;
    private int refusedInARow;
    private long refused;
    private long dropped;

    /** @param mostHz of the inertial unit: how many samples the horizon has to reach back over */
    public InertialFilter(InertialFilterSettings settings, double mostHz) {
        this.settings = settings;
        horizonNs = Math.round(settings.horizonS() * 1e9);
        history = new InertialHistory((int) Math.ceil(settings.horizonS() * mostHz) + 3);
    }

    /**
     * Begins, or begins anew, from what is known at a time; biases are taken as none.
     *
     * @param pose in the order of {@link NavigationState} up to its orientation; its quaternion of length 1
     */
    public void start(long nowNs, double[] pose) {
        System.arraycopy(pose, 0, atHorizon.values, 0, NavigationState.ACCEL_BIAS);
        for (int i = NavigationState.ACCEL_BIAS; i < NavigationState.SIZE; i++) {
            atHorizon.values[i] = 0;
        }
        Quaternion.normalise(atHorizon.values, NavigationState.ORIENTATION);
        present.copyFrom(atHorizon);
        covariance.start(settings.start());
        history.clear();
        fixes.clear();
        refusedInARow = 0;
        lastPositionNs = nowNs;
        status = atHorizon.isFinite() ? EstimateStatus.TRACKING : EstimateStatus.FAILED;
    }

    /** Takes a sample of the inertial unit and moves on to it. Samples that are not newer than the last are dropped. */
    public void inertial(long sampleNs, double[] gyro, int gyroAt, double[] accel, int accelAt) {
        if (status == EstimateStatus.WAITING || status == EstimateStatus.FAILED) {
            return;
        }
        int last = history.count() - 1;
        boolean newer = last < 0 || sampleNs > history.timeNs(last);
        if (!newer || !finite(gyro, gyroAt) || !finite(accel, accelAt)) {
            dropped++;
            return;
        }
        if (last >= 0 && sampleNs - history.timeNs(last) > settings.limits().longestGapS() * 1e9) {
            status = EstimateStatus.FAILED;
            return;
        }
        boolean corrected = history.isFull() && moveHorizon();
        history.add(sampleNs, gyro, gyroAt, accel, accelAt);
        while (history.count() > 1 && history.timeNs(1) <= sampleNs - horizonNs) {
            corrected |= moveHorizon();
        }
        corrected |= fuse(history.timeNs(0));
        predict(corrected);
        judge(sampleNs);
    }

    /** A position, world axes. */
    public void position(long takenNs, double[] value, int at, double deviationM) {
        fix(ErrorCovariance.POSITION, takenNs, value, at, 3, deviationM);
    }

    /** A velocity, world axes. */
    public void velocity(long takenNs, double[] value, int at, double deviationMPerS) {
        fix(ErrorCovariance.VELOCITY, takenNs, value, at, 3, deviationMPerS);
    }

    /** An orientation, w-x-y-z, body to world, of length 1. */
    public void orientation(long takenNs, double[] value, int at, double deviationRad) {
        fix(ErrorCovariance.TILT, takenNs, value, at, 4, deviationRad);
    }

    public EstimateStatus status() {
        return status;
    }

    /** The state at the newest inertial sample; read only. */
    public NavigationState present() {
        return present;
    }

    /** The state at the horizon, which {@link #covariance} is about; read only. */
    public NavigationState atHorizon() {
        return atHorizon;
    }

    /** The time of the horizon: of the oldest inertial sample that is kept. */
    public long horizonTimeNs() {
        return history.timeNs(0);
    }

    public ErrorCovariance covariance() {
        return covariance;
    }

    /** Fixes refused by the gate. */
    public long refused() {
        return refused;
    }

    /** Samples and fixes that were not finite, too old, or too many. */
    public long dropped() {
        return dropped;
    }

    private void fix(int block, long takenNs, double[] value, int at, int size, double deviation) {
        if (status == EstimateStatus.WAITING || status == EstimateStatus.FAILED) {
            return;
        }
        boolean tooOld = history.count() > 0 && takenNs < history.timeNs(0);
        if (!isSane(value, at, size) || !(deviation > 0) || tooOld || fixes.isFull()) {
            dropped++;
            return;
        }
        FixQueue.Fix fix = fixes.insert(takenNs);
        fix.block = block;
        fix.deviation = deviation;
        System.arraycopy(value, at, fix.value, 0, size);
        if (size == 4) {
            Quaternion.normalise(fix.value, 0);
        }
    }

    private static boolean isSane(double[] value, int at, int size) {
        double square = 0;
        for (int i = at; i < at + size; i++) {
            square += value[i] * value[i];
        }
        return size == 4 ? Math.abs(square - 1) < UNIT_TOLERANCE : Double.isFinite(square);
    }

    /** Moves the horizon to the next sample; whether a fix was fused before. */
    private boolean moveHorizon() {
        boolean any = fuse(history.timeNs(0));
        double[] from = history.sample(0);
        double[] to = history.sample(1);
        double dtS = (history.timeNs(1) - history.timeNs(0)) * 1e-9;
        covariance.propagate(atHorizon, from, to, settings.noise(), dtS);
        atHorizon.propagate(from, to, settings.gravityMPerS2(), dtS);
        history.dropFirst();
        return any;
    }

    private boolean fuse(long horizonTimeNs) {
        boolean any = false;
        while (!fixes.isEmpty() && fixes.first().takenNs <= horizonTimeNs) {
            any |= fuse(fixes.first(), horizonTimeNs);
            fixes.dropFirst();
        }
        return any;
    }

    private boolean fuse(FixQueue.Fix fix, long horizonTimeNs) {
        double[] x = atHorizon.values;
        if (fix.block == ErrorCovariance.TILT) {
            Quaternion.difference(x, NavigationState.ORIENTATION, fix.value, 0, residual);
        } else {
            double lateS = fix.block == ErrorCovariance.POSITION ? (horizonTimeNs - fix.takenNs) * 1e-9 : 0;
            for (int i = 0; i < 3; i++) {
                residual[i] = fix.value[i] + x[NavigationState.VELOCITY + i] * lateS - x[fix.block + i];
            }
        }
        double variance = fix.deviation * fix.deviation;
        double distance = covariance.distance(fix.block, residual, variance);
        if (!(distance <= settings.limits().gate())) {
            refused++;
            refusedInARow++;
            return false;
        }
        refusedInARow = 0;
        covariance.update(fix.block, residual, variance, error);
        atHorizon.inject(error);
        covariance.reset(error);
        if (fix.block == ErrorCovariance.POSITION) {
            lastPositionNs = fix.takenNs;
        }
        return true;
    }

    /** From the horizon once more after a correction, else from where the present was. */
    private void predict(boolean corrected) {
        int from = history.count() - 2;
        if (corrected || history.count() == 1) {
            present.copyFrom(atHorizon);
            from = 0;
        }
        for (int i = Math.max(0, from); i + 1 < history.count(); i++) {
            double dtS = (history.timeNs(i + 1) - history.timeNs(i)) * 1e-9;
            present.propagate(history.sample(i), history.sample(i + 1), settings.gravityMPerS2(), dtS);
        }
    }

    private void judge(long nowNs) {
        Limits limits = settings.limits();
        if (refusedInARow > limits.refusals() || !atHorizon.isFinite() || !covariance.isPositive()) {
            status = EstimateStatus.FAILED;
            return;
        }
        boolean blind = nowNs - horizonNs - lastPositionNs > limits.longestBlindS() * 1e9;
        status = blind ? EstimateStatus.DEAD_RECKONING : EstimateStatus.TRACKING;
    }

    private static boolean finite(double[] values, int at) {
        return Double.isFinite(values[at] + values[at + 1] + values[at + 2]);
    }
}
