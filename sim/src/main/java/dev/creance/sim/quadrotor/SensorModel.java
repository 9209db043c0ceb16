package dev.creance.sim.quadrotor;

import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.runtime.HotPath;
import dev.creance.sim.Noise;

/**
 * Turns truth into what sensors say: white noise, a constant bias per run for gyro and accelerometer, and their ranges.
 * Deterministic for a seed; allocation-free.
 */
@HotPath
final class SensorModel {
    /** ±2000 deg/s and ±16 g: what such inertial units can say at most. */
    private static final double GYRO_RANGE_RAD_PER_S = Math.toRadians(2000);

    private static final double ACCEL_RANGE_MPERS2 = 16 * 9.81;

    private final SensorConfig config;
    private final Noise noise;
    private final double[] gyroBias = new double[3];
    private final double[] accelBias = new double[3];

    SensorModel(SensorConfig config, long seed) {
        this.config = config;
        noise = new Noise(seed);
        for (int i = 0; i < 3; i++) {
            gyroBias[i] = config.gyroBiasRadPerS() * noise.symmetric();
            accelBias[i] = config.accelBiasMPerS2() * noise.symmetric();
        }
    }

    /** The same noise with biases at the given signs of their bounds instead of drawn ones; gyro x, y, z, accelerometer x, y, z. */
    static SensorModel withBiasSigns(SensorConfig config, long seed, int[] signs) {
        SensorModel model = new SensorModel(config, seed);
        for (int i = 0; i < 3; i++) {
            model.gyroBias[i] = config.gyroBiasRadPerS() * signs[i];
            model.accelBias[i] = config.accelBiasMPerS2() * signs[3 + i];
        }
        return model;
    }

    /** Adds errors in place. */
    void apply(double[] measured) {
        white(measured, QuadrotorChannels.POSITION, config.positionNoiseM());
        white(measured, QuadrotorChannels.VELOCITY, config.velocityNoiseMPerS());
        tilt(measured, config.attitudeNoiseRad());
        white(measured, QuadrotorChannels.GYRO, config.gyroNoiseRadPerS());
        white(measured, QuadrotorChannels.ACCEL, config.accelNoiseMPerS2());
        for (int i = 0; i < 3; i++) {
            measured[QuadrotorChannels.GYRO + i] =
                    limited(measured[QuadrotorChannels.GYRO + i] + gyroBias[i], GYRO_RANGE_RAD_PER_S);
            measured[QuadrotorChannels.ACCEL + i] =
                    limited(measured[QuadrotorChannels.ACCEL + i] + accelBias[i], ACCEL_RANGE_MPERS2);
        }
    }

    private void white(double[] measured, int at, double deviation) {
        if (deviation > 0) {
            for (int i = 0; i < 3; i++) {
                measured[at + i] += deviation * noise.gaussian();
            }
        }
    }

    /** A small random rotation, to first order, normalised. */
    private void tilt(double[] measured, double deviation) {
        if (!(deviation > 0)) {
            return;
        }
        double x = deviation / 2 * noise.gaussian();
        double y = deviation / 2 * noise.gaussian();
        double z = deviation / 2 * noise.gaussian();
        int at = QuadrotorChannels.ORIENTATION;
        double q0 = measured[at];
        double q1 = measured[at + 1];
        double q2 = measured[at + 2];
        double q3 = measured[at + 3];
        double r0 = q0 - q1 * x - q2 * y - q3 * z;
        double r1 = q1 + q0 * x + q2 * z - q3 * y;
        double r2 = q2 + q0 * y + q3 * x - q1 * z;
        double r3 = q3 + q0 * z + q1 * y - q2 * x;
        double length = Math.sqrt(r0 * r0 + r1 * r1 + r2 * r2 + r3 * r3);
        measured[at] = r0 / length;
        measured[at + 1] = r1 / length;
        measured[at + 2] = r2 / length;
        measured[at + 3] = r3 / length;
    }

    private static double limited(double value, double range) {
        return Math.max(-range, Math.min(range, value));
    }
}
