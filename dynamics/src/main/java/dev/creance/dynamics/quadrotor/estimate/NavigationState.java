package dev.creance.dynamics.quadrotor.estimate;

import dev.creance.dynamics.Quaternion;
import dev.creance.runtime.HotPath;

/**
 * Position and velocity (world), orientation (w-x-y-z, body to world), and the biases of accelerometer and gyro, in one array.
 * A mutable holder; not thread-safe.
 */
@HotPath
public final class NavigationState {
    public static final int POSITION = 0;
    public static final int VELOCITY = 3;
    public static final int ORIENTATION = 6;
    public static final int ACCEL_BIAS = 10;
    public static final int GYRO_BIAS = 13;
    public static final int SIZE = 16;

    /** All states, at the offsets above. */
    public final double[] values = new double[SIZE];

    private final double[] before = new double[3];
    private final double[] after = new double[3];

    public NavigationState() {
        values[ORIENTATION] = 1;
    }

    public void copyFrom(NavigationState other) {
        System.arraycopy(other.values, 0, values, 0, SIZE);
    }

    /**
     * Moves on between two inertial samples (eq. 260, by the mean of both ends instead of the first).
     *
     * @param from gyro x, y, z, accelerometer x, y, z at the beginning
     * @param to the same at the end
     */
    void propagate(double[] from, double[] to, double[] gravity, double dtS) {
        double[] x = values;
        for (int i = 0; i < 3; i++) {
            before[i] = from[3 + i] - x[ACCEL_BIAS + i];
            after[i] = to[3 + i] - x[ACCEL_BIAS + i];
        }
        Quaternion.toWorld(x, ORIENTATION, before, before);
        Quaternion.turn(x, ORIENTATION, turn(from, to, 0, dtS), turn(from, to, 1, dtS), turn(from, to, 2, dtS));
        Quaternion.toWorld(x, ORIENTATION, after, after);
        for (int i = 0; i < 3; i++) {
            double acceleration = (before[i] + after[i]) / 2 + gravity[i];
            x[POSITION + i] += (x[VELOCITY + i] + acceleration * dtS / 2) * dtS;
            x[VELOCITY + i] += acceleration * dtS;
        }
    }

    /** The angle turned about a body axis. */
    double turn(double[] from, double[] to, int axis, double dtS) {
        return ((from[axis] + to[axis]) / 2 - values[GYRO_BIAS + axis]) * dtS;
    }

    /** Takes the estimated error out of the state (eq. 282 to 284). */
    void inject(double[] error) {
        double[] x = values;
        for (int i = 0; i < 3; i++) {
            x[POSITION + i] += error[ErrorCovariance.POSITION + i];
            x[VELOCITY + i] += error[ErrorCovariance.VELOCITY + i];
            x[ACCEL_BIAS + i] += error[ErrorCovariance.ACCEL_BIAS + i];
            x[GYRO_BIAS + i] += error[ErrorCovariance.GYRO_BIAS + i];
        }
        int tilt = ErrorCovariance.TILT;
        Quaternion.turn(x, ORIENTATION, error[tilt], error[tilt + 1], error[tilt + 2]);
    }

    boolean isFinite() {
        double sum = 0;
        for (int i = 0; i < SIZE; i++) {
            sum += values[i];
        }
        return Double.isFinite(sum);
    }
}
