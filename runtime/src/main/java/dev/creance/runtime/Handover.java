package dev.creance.runtime;

/** How far a policy that follows the one in charge has come. The order is the log encoding. */
public enum Handover {
    /** None follows. */
    NONE,
    /** One follows for comparison alone. */
    SHADOW,
    /** One follows and is to take over; it has not answered in time for long enough yet. */
    SETTLING,
    /** Its share of the proposal grows from 0 to 1. */
    BLENDING,
    /** From the next tick on it is in charge. */
    TAKEN_OVER,
    /** It failed, or its action was not finite: it takes over no more, and the one in charge stays. */
    FAILED,
    /** Its actions came too late for too long, or while it was blended in: it takes over no more. */
    LATE;

    /** Whether it follows no longer from the next tick on. */
    @HotPath
    public boolean isOver() {
        return this == TAKEN_OVER || this == FAILED || this == LATE;
    }
}
