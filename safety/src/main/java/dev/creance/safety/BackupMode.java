package dev.creance.safety;

/** What the backup is to do. */
public enum BackupMode {
    /** Nothing moves, and nothing shall: actuators idle. */
    IDLE,
    /** Stop, then hold; the policy may come back. */
    HOLD,
    /** Bring the machine to where it can be switched off. */
    STOP,
    /** As {@link #HOLD}, on what the model predicts: there is no recent frame. */
    BLIND
}
