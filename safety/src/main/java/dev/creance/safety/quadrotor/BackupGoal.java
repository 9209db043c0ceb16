package dev.creance.safety.quadrotor;

import dev.creance.runtime.HotPath;

/** What the backup controller should do; a mutable holder. Braking to a standstill is the goal without any hold. */
final class BackupGoal {
    /** Keep no horizontal velocity to zero and no point: only upright, for when velocity is not known. */
    boolean levelOnly;

    /** Return to {@link #holdXM}, {@link #holdYM} rather than only stop. */
    boolean holdHorizontal;

    /** Return to {@link #holdZM} rather than follow {@link #climbMPerS}. */
    boolean holdVertical;

    double holdXM;
    double holdYM;
    double holdZM;

    /** Vertical speed where no height is held. */
    double climbMPerS;

    @HotPath
    void copyFrom(BackupGoal other) {
        levelOnly = other.levelOnly;
        holdHorizontal = other.holdHorizontal;
        holdVertical = other.holdVertical;
        holdXM = other.holdXM;
        holdYM = other.holdYM;
        holdZM = other.holdZM;
        climbMPerS = other.climbMPerS;
    }

    @HotPath
    void brake() {
        levelOnly = false;
        holdHorizontal = false;
        holdVertical = false;
        climbMPerS = 0;
    }
}
