package dev.creance.safety.arm;

import dev.creance.dynamics.arm.ChainMotion;
import dev.creance.runtime.Cause;

/** What a point of the arm keeps away from; one distance on each of its sides, which falls no faster than the point is. */
interface Obstacle {
    FollowedPoint point();

    int sides();

    /** Why a set point is changed for it. */
    Cause cause();

    /** How far away the policy keeps; the backup needs none. */
    double clearanceM();

    /** Takes up where the point is, which has been looked at. */
    void look(ChainMotion motion);

    double distanceM(int side);

    /** In which the distance grows, base axes. */
    void direction(int side, double[] out);
}
