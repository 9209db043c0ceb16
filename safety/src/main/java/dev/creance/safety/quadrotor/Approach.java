package dev.creance.safety.quadrotor;

/** Where an obstacle is nearest: how far, and the unit vector that points there. A mutable holder. */
final class Approach {
    /** To its surface; negative inside. */
    double distanceM;

    double normalX;
    double normalY;
    double normalZ;
}
