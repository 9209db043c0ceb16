package dev.creance.sim.quadrotor;

import dev.creance.dynamics.Quaternion;
import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.runtime.HotPath;

/**
 * Attitude and velocity by integrating gyro and accelerometer, pulled towards the positioning system's estimate while there is
 * one and free-running after.
 *
 * <pre>
 * q ← q ⊗ exp((ω − b) dt / 2)      v ← v + (R(q) (f − a) + g) dt
 * </pre>
 *
 * The pull is first order with {@link #PULL_S}: what noise the estimate has is averaged over that time. Its integral learns the
 * biases b of the gyro and a of the accelerometer over some {@link #LEARN_S} (Mahony, Hamel and Pflimlin 2008), so that little of
 * them is left to integrate when the fixes end.
 */
@HotPath
final class InertialEstimate {
    static final double PULL_S = 0.2;

    static final double LEARN_S = 5;

    /** No bias is believed to be larger: a positioning system that is wrong must not teach more than that. */
    private static final double MAX_GYRO_BIAS_RAD_PER_S = 0.05;

    private static final double MAX_ACCEL_BIAS_MPERS2 = 0.3;

    /** w-x-y-z, body to world. */
    final double[] orientation = {1, 0, 0, 0};

    /** World axes, m/s. */
    final double[] velocity = new double[3];

    private final double[] gravity;
    private final double[] gyroBias = new double[3];
    private final double[] accelBias = new double[3];
    private final double[] force = new double[3];
    private final double[] missing = new double[3];

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
        int gyro = QuadrotorChannels.GYRO;
        turn(
                (measured[gyro] - gyroBias[0]) * dtS,
                (measured[gyro + 1] - gyroBias[1]) * dtS,
                (measured[gyro + 2] - gyroBias[2]) * dtS);
        int accel = QuadrotorChannels.ACCEL;
        for (int i = 0; i < 3; i++) {
            force[i] = measured[accel + i] - accelBias[i];
        }
        Quaternion.toWorld(orientation, 0, force, force);
        for (int i = 0; i < 3; i++) {
            velocity[i] += (force[i] + gravity[i]) * dtS;
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
        double twice = e0 >= 0 ? 2 : -2;
        missing[0] = twice * e1;
        missing[1] = twice * e2;
        missing[2] = twice * e3;
        learn(gyroBias, gain / LEARN_S, MAX_GYRO_BIAS_RAD_PER_S);
        turn(gain * missing[0], gain * missing[1], gain * missing[2]);
        for (int i = 0; i < 3; i++) {
            missing[i] = measured[QuadrotorChannels.VELOCITY + i] - velocity[i];
            velocity[i] += gain * missing[i];
        }
        Quaternion.toBody(orientation, 0, missing, missing);
        learn(accelBias, gain / LEARN_S, MAX_ACCEL_BIAS_MPERS2);
    }

    /** What the prediction is missing, a bias has taken from it. */
    private void learn(double[] bias, double gain, double most) {
        for (int i = 0; i < 3; i++) {
            bias[i] = Math.max(-most, Math.min(most, bias[i] - gain * missing[i]));
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
