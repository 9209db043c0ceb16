package dev.creance.sim;

import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.runtime.HotPath;

/**
 * Attitude and velocity by integrating gyro and accelerometer, pulled towards the positioning system's estimate while there is
 * one and free-running after.
 *
 * <pre>
 * q ← q ⊗ exp(ω dt / 2)      v ← v + (R(q) f + g) dt
 * </pre>
 *
 * The pull is first order with {@link #PULL_S}: what noise the estimate has is averaged over that time, and a gyro bias b or
 * accelerometer bias a leaves standing errors b × PULL_S and a × PULL_S.
 */
@HotPath
final class InertialEstimate {
    static final double PULL_S = 0.2;

    /** w-x-y-z, body to world. */
    final double[] orientation = {1, 0, 0, 0};

    /** World axes, m/s. */
    final double[] velocity = new double[3];

    private final double[] gravity;
    private final double[] world = new double[3];

    InertialEstimate(double[] gravityMPerS2) {
        gravity = gravityMPerS2.clone();
    }

    /** Takes over the positioning system's estimate as it is. */
    void reset(double[] measured) {
        System.arraycopy(measured, QuadrotorChannels.ORIENTATION, orientation, 0, 4);
        System.arraycopy(measured, QuadrotorChannels.VELOCITY, velocity, 0, 3);
        normalise();
    }

    /** Reads gyro and accelerometer only. */
    void propagate(double[] measured, double dtS) {
        turn(
                measured[QuadrotorChannels.GYRO] * dtS,
                measured[QuadrotorChannels.GYRO + 1] * dtS,
                measured[QuadrotorChannels.GYRO + 2] * dtS);
        Rotation.toWorld(
                orientation,
                0,
                measured[QuadrotorChannels.ACCEL],
                measured[QuadrotorChannels.ACCEL + 1],
                measured[QuadrotorChannels.ACCEL + 2],
                world,
                0);
        for (int i = 0; i < 3; i++) {
            velocity[i] += (world[i] + gravity[i]) * dtS;
        }
    }

    /** Pulls towards the positioning system's orientation and velocity. */
    void correct(double[] measured, double dtS) {
        double gain = Math.min(1, dtS / PULL_S);
        double[] q = orientation;
        int at = QuadrotorChannels.ORIENTATION;
        double m0 = measured[at];
        double m1 = measured[at + 1];
        double m2 = measured[at + 2];
        double m3 = measured[at + 3];
        // error = conj(q) ⊗ m, whose vector part is half the rotation that is missing, in body axes
        double e0 = q[0] * m0 + q[1] * m1 + q[2] * m2 + q[3] * m3;
        double e1 = q[0] * m1 - q[1] * m0 - q[2] * m3 + q[3] * m2;
        double e2 = q[0] * m2 + q[1] * m3 - q[2] * m0 - q[3] * m1;
        double e3 = q[0] * m3 - q[1] * m2 + q[2] * m1 - q[3] * m0;
        double twice = (e0 >= 0 ? 2 : -2) * gain;
        turn(twice * e1, twice * e2, twice * e3);
        for (int i = 0; i < 3; i++) {
            velocity[i] += gain * (measured[QuadrotorChannels.VELOCITY + i] - velocity[i]);
        }
    }

    /** Cosine of the angle between the body's z axis and the vertical. */
    double cosTilt() {
        return 1 - 2 * (orientation[1] * orientation[1] + orientation[2] * orientation[2]);
    }

    /** Turns by a small rotation vector in body axes; at 35 rad/s and 1 ms the series is exact to 1e-10. */
    private void turn(double x, double y, double z) {
        double square = (x * x + y * y + z * z) / 4;
        double c = 1 - square / 2;
        double s = 0.5 * (1 - square / 6);
        double[] q = orientation;
        double q0 = q[0];
        double q1 = q[1];
        double q2 = q[2];
        double q3 = q[3];
        q[0] = q0 * c - s * (q1 * x + q2 * y + q3 * z);
        q[1] = q1 * c + s * (q0 * x + q2 * z - q3 * y);
        q[2] = q2 * c + s * (q0 * y + q3 * x - q1 * z);
        q[3] = q3 * c + s * (q0 * z + q1 * y - q2 * x);
        normalise();
    }

    private void normalise() {
        double[] q = orientation;
        double length = Math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
        for (int i = 0; i < 4; i++) {
            q[i] /= length;
        }
    }
}
