package dev.creance.dynamics.arm;

/** What an arm's firmware takes as its command. */
public enum ArmInterface {
    /** Set points of the joints; the firmware's own law follows them. */
    POSITION,

    /** Efforts of the drives. */
    EFFORT
}
