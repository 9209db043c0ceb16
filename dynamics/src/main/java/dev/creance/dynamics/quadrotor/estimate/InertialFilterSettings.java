package dev.creance.dynamics.quadrotor.estimate;

/**
 * What the filter believes of its sensors, and when it stops believing.
 *
 * @param noise of the inertial unit
 * @param start how uncertain the state is that it starts from
 * @param gravityMPerS2 world axes
 * @param horizonS age up to which a fix is still taken: the filter runs that much behind the present
 * @param limits beyond which it says that it fails
 */
public record InertialFilterSettings(
        Noise noise, StartDeviations start, double[] gravityMPerS2, double horizonS, Limits limits) {
    /**
     * Of the inertial unit, as densities (IEEE Std 952).
     *
     * @param gyro rad/s/√Hz
     * @param accel m/s²/√Hz
     * @param gyroBiasWalk rad/s²/√Hz
     * @param accelBiasWalk m/s³/√Hz
     */
    public record Noise(double gyro, double accel, double gyroBiasWalk, double accelBiasWalk) {}

    /** Standard deviations of the start, per axis. */
    public record StartDeviations(
            double positionM, double velocityMPerS, double tiltRad, double accelBiasMPerS2, double gyroBiasRadPerS) {}

    /**
     * When it stops believing.
     *
     * @param gate squared Mahalanobis distance above which a fix is refused; 16.27 lets 999 of 1000 good ones pass (χ², 3 axes)
     * @param refusals fixes refused in a row after which the filter, not the fixes, is taken to be wrong
     * @param longestGapS between inertial samples
     * @param longestBlindS without a position fix until it calls itself dead reckoning
     */
    public record Limits(double gate, int refusals, double longestGapS, double longestBlindS) {
        public static Limits defaults() {
            return new Limits(16.27, 100, 0.02, 0.5);
        }
    }

    /**
     * A Crazyflie 2.x under motion capture: Bosch BMI088, 0.014 deg/s/√Hz and 190 µg/√Hz (datasheet 1.9, tables 2 and 3), each five
     * times as large for what propellers shake; walks are assumptions.
     */
    public static InertialFilterSettings crazyflie() {
        return new InertialFilterSettings(
                new Noise(5 * 2.44e-4, 5 * 1.86e-3, 1e-4, 2e-3),
                new StartDeviations(0.01, 0.05, 0.05, 0.1, 0.01),
                new double[] {0, 0, -9.81},
                0.1,
                Limits.defaults());
    }
}
