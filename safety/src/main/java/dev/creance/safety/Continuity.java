package dev.creance.safety;

import static dev.creance.dynamics.quadrotor.QuadrotorChannels.GYRO;
import static dev.creance.dynamics.quadrotor.QuadrotorChannels.ORIENTATION;
import static dev.creance.dynamics.quadrotor.QuadrotorChannels.POSITION;
import static dev.creance.dynamics.quadrotor.QuadrotorChannels.VELOCITY;

import dev.creance.runtime.HotPath;

/** Whether one frame can follow another: what moves faster than the vehicle could is not the vehicle. */
@HotPath
final class Continuity {
    /** Farther than this from length 1, four numbers are no orientation. */
    private static final double UNIT_TOLERANCE = 0.05;

    /** Generous physical limits, far above any limit of the envelope. */
    private static final double MOST_M_PER_S2 = 100;

    private static final double MOST_RAD_PER_S2 = 3000;
    private static final double MOST_RAD_PER_S = 60;
    private static final double ORIENTATION_JUMP_RAD = 0.5;

    private final double positionJumpM;
    private final double velocityJumpMPerS;
    private final double rateJumpRadPerS;

    Continuity(ShieldSettings settings) {
        positionJumpM = settings.value(Setting.POSITION_JUMP);
        velocityJumpMPerS = settings.value(Setting.VELOCITY_JUMP);
        rateJumpRadPerS = settings.value(Setting.RATE_JUMP);
    }

    boolean isUnit(double[] frame) {
        double square = 0;
        for (int i = ORIENTATION; i < ORIENTATION + 4; i++) {
            square += frame[i] * frame[i];
        }
        return Math.abs(square - 1) <= 2 * UNIT_TOLERANCE;
    }

    boolean holds(double[] before, double[] after, double sinceS) {
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
}
