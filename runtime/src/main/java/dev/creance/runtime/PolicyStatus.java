package dev.creance.runtime;

/** How an inference ended. */
public enum PolicyStatus {
    /** There has been none yet; of an inference, that it has no answer to this observation, which then grows old as if it were busy. */
    NONE,
    OK,
    /** The network returned NaN or infinity. */
    NON_FINITE,
    /** The engine failed. */
    FAILED
}
