package dev.creance.dynamics.drive;

/** A machine whose rotor turns with its field; its equations run in the rotor's axes d and q. */
public sealed interface SynchronousMachine extends Machine
        permits PermanentMagnetSynchronous, SynchronousReluctance, ExternallyExcitedSynchronous {
    /** Offset of the current along the rotor's flux, A. */
    int DIRECT = 1;

    /** Offset of the current across it, A. */
    int QUADRATURE = 2;

    /** Inductance along the rotor's flux. */
    double directInductanceH();

    /** Inductance across it. */
    double quadratureInductanceH();
}
