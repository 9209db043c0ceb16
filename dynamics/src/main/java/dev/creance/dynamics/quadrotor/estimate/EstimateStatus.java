package dev.creance.dynamics.quadrotor.estimate;

/** How far an estimate can be trusted. */
public enum EstimateStatus {
    /** Not started yet. */
    WAITING,
    /** Position fixes come and are believed. */
    TRACKING,
    /** None for a while: the state goes on by the inertial unit alone and drifts. */
    DEAD_RECKONING,
    /** Not to be used until it is started anew. */
    FAILED
}
