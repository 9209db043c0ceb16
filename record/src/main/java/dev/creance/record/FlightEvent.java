package dev.creance.record;

import dev.creance.runtime.Cause;

/**
 * Something that a person wants to know of.
 *
 * @param timeNs when it happened, on the clock of the loop
 * @param tick at which it was seen
 * @param name which part it concerns: failsafe, shield, device, link, policy, loop, stop or record
 * @param cause null where it has none
 */
public record FlightEvent(long timeNs, long tick, Level level, String name, String message, Cause cause) {
    /** How bad it is; the ordinal is the level of {@code foxglove.Log}. */
    public enum Level {
        UNKNOWN,
        DEBUG,
        INFO,
        WARNING,
        ERROR,
        FATAL
    }
}
