package dev.creance.safety.quadrotor;

/** The vehicle's state at the time at which this tick's command acts, and how wrong it may be. A mutable holder. */
final class StateEstimate {
    final VehicleState state = new VehicleState();

    /** Whether there has been a valid frame at all. */
    boolean known;

    /** The reference's time: since the first arming; 0 before. */
    double clockS;

    double positionRadiusM;
    double velocityRadiusMPerS;
}
