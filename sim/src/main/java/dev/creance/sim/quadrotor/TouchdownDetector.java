package dev.creance.sim.quadrotor;

import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.runtime.HotPath;

/**
 * Knows the ground from inertial sensors and the rotors' model alone. On the ground something else than rotors carries the
 * vehicle: it feels one g although its rotors give clearly less, it does not turn, and it does not sink although it should. All
 * of that for {@link #HOLD_S} means down. In the air that would take a steady updraught of 40 % of the weight.
 */
@HotPath
final class TouchdownDetector {
    static final double HOLD_S = 0.2;

    /** Rotors carry less than this part of what is felt. */
    private static final double CARRIED = 0.6;

    private static final double FELT_TOLERANCE_MPERS2 = 1.0;
    private static final double STILL_RAD_PER_S = 0.5;

    /** How far the velocity must be off its sinking command; half of what remains at the worst velocity error. */
    private static final double SINK_DEFICIT_MPERS = 0.12;

    private static final double FILTER_S = 0.02;

    private final double gravityMPerS2;
    private double feltMPerS2;
    private double rateRadPerS;
    private double heldS;

    TouchdownDetector(double gravityMPerS2) {
        this.gravityMPerS2 = gravityMPerS2;
    }

    void reset() {
        heldS = 0;
        feltMPerS2 = gravityMPerS2;
        rateRadPerS = 0;
    }

    /**
     * Whether the vehicle is down.
     *
     * @param measured gyro and accelerometer are read from it
     * @param rotorMPerS2 specific force of the rotors by their model
     * @param sinkDeficitMPerS estimated vertical velocity minus its command
     */
    boolean down(double[] measured, double rotorMPerS2, double sinkDeficitMPerS, double dtS) {
        double gain = Math.min(1, dtS / FILTER_S);
        feltMPerS2 += gain * (length(measured, QuadrotorChannels.ACCEL) - feltMPerS2);
        rateRadPerS += gain * (length(measured, QuadrotorChannels.GYRO) - rateRadPerS);
        boolean carried = rotorMPerS2 < CARRIED * feltMPerS2
                && Math.abs(feltMPerS2 - gravityMPerS2) < FELT_TOLERANCE_MPERS2
                && rateRadPerS < STILL_RAD_PER_S
                && sinkDeficitMPerS > SINK_DEFICIT_MPERS;
        heldS = carried ? heldS + dtS : 0;
        return heldS >= HOLD_S;
    }

    private static double length(double[] v, int at) {
        return Math.sqrt(v[at] * v[at] + v[at + 1] * v[at + 1] + v[at + 2] * v[at + 2]);
    }
}
