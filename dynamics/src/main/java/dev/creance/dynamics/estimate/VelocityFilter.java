package dev.creance.dynamics.estimate;

import dev.creance.runtime.HotPath;
import java.util.Arrays;

/**
 * Positions and velocities of joints from encoders that know positions only, in steps: an α-β filter with the gains of a Kalman
 * filter in its steady state.
 *
 * <p>Under a constant acceleration a its velocity lags by {@link #lagS} behind the true one, so by a × lag, and is right on average
 * otherwise. A measurement that is not finite is bridged by prediction; after {@code longestMissing} in a row on one joint the
 * filter is {@linkplain #valid not valid} until that joint is measured again, and then begins anew. Allocation-free after
 * construction; not thread-safe.
 */
@HotPath
public final class VelocityFilter {
    private final Settings settings;
    private final TrackingGains gains;
    private final double[] position;
    private final double[] velocity;
    private final int[] missing;

    /**
     * What it believes.
     *
     * @param accelerationDeviation of a joint, as random from period to period; rad/s²
     * @param positionDeviation of a measurement; rad. Of an encoder: its step over √12
     * @param longestMissing measurements in a row that prediction may stand in for
     */
    public record Settings(
            double periodS, double accelerationDeviation, double positionDeviation, int longestMissing) {}

    public VelocityFilter(Settings settings, int joints) {
        this.settings = settings;
        gains = TrackingGains.kalata(
                settings.accelerationDeviation * settings.periodS * settings.periodS / settings.positionDeviation);
        position = new double[joints];
        velocity = new double[joints];
        missing = new int[joints];
        reset();
    }

    /** Forgets everything: the next measurement of each joint is where it starts, at rest. */
    public void reset() {
        Arrays.fill(position, 0);
        Arrays.fill(velocity, 0);
        Arrays.fill(missing, settings.longestMissing + 1);
    }

    /** Takes one measurement of each joint, once per period. */
    public void update(double[] measured, int at) {
        for (int i = 0; i < position.length; i++) {
            update(i, measured[at + i]);
        }
    }

    private void update(int joint, double measured) {
        if (!Double.isFinite(measured)) {
            missing[joint] = Math.min(missing[joint], settings.longestMissing) + 1;
            position[joint] += velocity[joint] * settings.periodS;
            return;
        }
        if (missing[joint] > settings.longestMissing) {
            position[joint] = measured;
            velocity[joint] = 0;
        } else {
            double predicted = position[joint] + velocity[joint] * settings.periodS;
            double residual = measured - predicted;
            position[joint] = predicted + gains.position() * residual;
            velocity[joint] += gains.velocity() / settings.periodS * residual;
        }
        missing[joint] = 0;
    }

    /** Whether no joint has been without a measurement for too long. */
    public boolean valid() {
        for (int i = 0; i < missing.length; i++) {
            if (missing[i] > settings.longestMissing) {
                return false;
            }
        }
        return true;
    }

    /** Read only. */
    public double[] position() {
        return position;
    }

    /** Read only. */
    public double[] velocity() {
        return velocity;
    }

    /** (α / β − ½) T: a constant acceleration takes a residual of a T² / β to be followed. */
    public double lagS() {
        return (gains.position() / gains.velocity() - 0.5) * settings.periodS;
    }
}
