package dev.creance.runtime;

/** Where the command that is executed came from. The order is the wire and log encoding. */
public enum Source {
    /** Nobody is in charge: actuators idle. */
    NONE,
    /** The policy's fresh proposal, possibly modified by the projection. */
    POLICY,
    /** The policy's last proposal, held while the next one is late. */
    HELD,
    /** The certified backup controller. */
    BACKUP,
    /** The recovery policy of a learned guard, possibly modified by the projection: the shield's own, as the backup is. */
    RECOVERY
}
