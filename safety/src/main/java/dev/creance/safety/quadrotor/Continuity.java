package dev.creance.safety.quadrotor;

import static dev.creance.dynamics.quadrotor.QuadrotorChannels.GYRO;
import static dev.creance.dynamics.quadrotor.QuadrotorChannels.ORIENTATION;
import static dev.creance.dynamics.quadrotor.QuadrotorChannels.POSITION;
import static dev.creance.dynamics.quadrotor.QuadrotorChannels.ROTOR;
import static dev.creance.dynamics.quadrotor.QuadrotorChannels.VELOCITY;

import dev.creance.runtime.HotPath;
import dev.creance.safety.FrameRules;
import java.util.Arrays;

/** Whether one frame can follow another: what moves faster than the vehicle could is not the vehicle. */
@HotPath
final class Continuity implements FrameRules {
    /** Farther than this from length 1, four numbers are no orientation. */
    private static final double UNIT_TOLERANCE = 0.05;

    /** Gyro and accelerometer stand side by side. */
    private static final int INERTIAL_CHANNELS = 6;

    /** Generous physical limits, far above any limit of the envelope. */
    private static final double MOST_M_PER_S2 = 100;

    private static final double MOST_RAD_PER_S2 = 3000;
    private static final double MOST_RAD_PER_S = 60;
    private static final double ORIENTATION_JUMP_RAD = 0.5;

    private final double positionJumpM;
    private final double velocityJumpMPerS;
    private final double rateJumpRadPerS;

    Continuity(QuadrotorShieldSettings settings) {
        positionJumpM = settings.value(QuadrotorSetting.POSITION_JUMP);
        velocityJumpMPerS = settings.value(QuadrotorSetting.VELOCITY_JUMP);
        rateJumpRadPerS = settings.value(QuadrotorSetting.RATE_JUMP);
    }

    /** Rotor states and battery may be missing; everything else may not. */
    @Override
    public int required() {
        return ROTOR;
    }

    /** Orientation is one. */
    @Override
    public boolean isConsistent(double[] frame) {
        double square = 0;
        for (int i = ORIENTATION; i < ORIENTATION + 4; i++) {
            square += frame[i] * frame[i];
        }
        return Math.abs(square - 1) <= 2 * UNIT_TOLERANCE;
    }

    @Override
    public boolean follows(double[] before, double[] after, double sinceS) {
        double dot = 0;
        for (int i = ORIENTATION; i < ORIENTATION + 4; i++) {
            dot += before[i] * after[i];
        }
        // 1 − cos(θ/2) ≤ θ²/8; a quaternion and its negative are the same orientation.
        double turned = ORIENTATION_JUMP_RAD + MOST_RAD_PER_S * sinceS;
        boolean orientation = 1 - Math.abs(dot) <= turned * turned / 8 + UNIT_TOLERANCE;
        return orientation && moves(before, after, sinceS);
    }

    private boolean moves(double[] before, double[] after, double sinceS) {
        double mostM = positionJumpM + MOST_M_PER_S2 * sinceS * sinceS;
        double mostMPerS = velocityJumpMPerS + MOST_M_PER_S2 * sinceS;
        double mostRadPerS = rateJumpRadPerS + MOST_RAD_PER_S2 * sinceS;
        for (int i = 0; i < 3; i++) {
            double drift = before[VELOCITY + i] * sinceS;
            if (!(Math.abs(after[POSITION + i] - before[POSITION + i] - drift) <= mostM)
                    || !(Math.abs(after[VELOCITY + i] - before[VELOCITY + i]) <= mostMPerS)
                    || !(Math.abs(after[GYRO + i] - before[GYRO + i]) <= mostRadPerS)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Real gyros and accelerometers are never still. A simulated flight that is exactly symmetric may be, but then its gyro
     * reads exactly zero and it moves, or it is not flying.
     */
    @Override
    public boolean repeats(double[] before, double[] after) {
        boolean same = isSame(before, after, GYRO, INERTIAL_CHANNELS);
        if (same && isZero(after, GYRO, 3)) {
            same = isSame(before, after, POSITION, 3) && isSame(before, after, VELOCITY, 3);
        }
        return same;
    }

    private static boolean isSame(double[] before, double[] after, int first, int count) {
        for (int i = first; i < first + count; i++) {
            if (Double.doubleToRawLongBits(after[i]) != Double.doubleToRawLongBits(before[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isZero(double[] values, int first, int count) {
        for (int i = first; i < first + count; i++) {
            if (values[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** On the ground, level, with its rotors off. */
    @Override
    public void rest(double[] valuesOut) {
        Arrays.fill(valuesOut, Double.NaN);
        valuesOut[POSITION + 2] = 0;
        Arrays.fill(valuesOut, VELOCITY, VELOCITY + 3, 0);
        Arrays.fill(valuesOut, GYRO, GYRO + 3, 0);
        Arrays.fill(valuesOut, ROTOR, ROTOR + 4, 0);
    }
}
