package dev.creance.runtime;

/** A wish from outside the tick to end the run. Later ones are stronger. */
public enum StopRequest {
    NONE,
    /** The scenario's duration has passed. */
    COMPLETED,
    /** First Ctrl-C, or a reaction that asks for a controlled stop. */
    CONTROLLED,
    /** Second Ctrl-C: cut the actuators. */
    CUT
}
