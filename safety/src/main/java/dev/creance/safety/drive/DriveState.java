package dev.creance.safety.drive;

/** What the shield holds a drive to be doing; currents in the rotor's frame. A mutable holder. */
final class DriveState {
    double directA;
    double quadratureA;

    /** Of the shaft. */
    double speedRadPerS;

    double supplyV;

    /** The most that has been fed into the supply since its voltage was measured, J; 0 where it takes that back. */
    double fedJ;

    /** By which share of itself its voltage may have changed since. */
    double supplySwing;

    double windingK;
    double inverterK;

    /** How far the current's vector may be off. */
    double currentRadiusA;

    /** How far the speed may be off. */
    double speedRadiusRadPerS;

    double currentA() {
        return Math.sqrt(directA * directA + quadratureA * quadratureA);
    }
}
