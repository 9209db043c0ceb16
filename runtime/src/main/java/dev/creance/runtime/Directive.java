package dev.creance.runtime;

/** What the shield orders the device to do beyond following commands. Sent every tick until the device reports it done. */
public enum Directive {
    NONE,
    ARM,
    DISARM,
    /** Level and descend on the device's own sensors, then stop the actuators. */
    LAND,
    /** Cut the actuators now. */
    STOP
}
