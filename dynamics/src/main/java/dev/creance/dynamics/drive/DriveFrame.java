package dev.creance.dynamics.drive;

/** In whose axes a drive's currents are measured and its voltages commanded. */
public enum DriveFrame {
    /** The rotor's, d and q: the firmware transforms and modulates with its own encoder, so that a held command turns along. */
    ROTOR,

    /** Those of the terminals, as the converter has them. */
    TERMINALS;

    /** The frame that a machine's firmware works in where a configuration names none. */
    public static DriveFrame of(Machine machine) {
        return machine instanceof SynchronousMachine ? ROTOR : TERMINALS;
    }
}
