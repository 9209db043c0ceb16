package dev.creance.runtime;

/** How an inference ended. */
public enum PolicyStatus {
    /** There has been none yet. */
    NONE,
    OK,
    /** The network returned NaN or infinity. */
    NON_FINITE,
    /** The engine failed. */
    FAILED
}
