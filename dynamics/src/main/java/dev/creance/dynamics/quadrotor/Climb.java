package dev.creance.dynamics.quadrotor;

import dev.creance.runtime.HotPath;

/**
 * From the ground to a height without a jump in acceleration: the minimum-jerk profile s(τ) = 10 τ³ − 15 τ⁴ + 6 τ⁵ (Flash and
 * Hogan 1985). Its peak speed is 15/8 of its mean, which sets the duration.
 *
 * @param heightM where it ends
 * @param durationS zero where the course begins at the height
 */
record Climb(double heightM, double durationS) {
    private static final double PEAK_OVER_MEAN = 1.875;

    /** A climb that nowhere exceeds this speed. */
    static Climb to(double heightM, double greatestMPerS) {
        return new Climb(heightM, PEAK_OVER_MEAN * Math.abs(heightM) / greatestMPerS);
    }

    static Climb none(double heightM) {
        return new Climb(heightM, 0);
    }

    @HotPath
    double height(double elapsedS) {
        if (elapsedS >= durationS) {
            return heightM;
        }
        double t = elapsedS / durationS;
        return heightM * (t * t * t * (10 + t * (-15 + 6 * t)));
    }

    @HotPath
    double speed(double elapsedS) {
        if (elapsedS >= durationS) {
            return 0;
        }
        double t = elapsedS / durationS;
        double rest = 1 - t;
        return heightM / durationS * (30 * t * t * rest * rest);
    }
}
