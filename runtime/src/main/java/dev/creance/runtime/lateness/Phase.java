package dev.creance.runtime.lateness;

import java.util.Locale;

/**
 * Where in a late tick most of the time went.
 *
 * <pre>{@code
 * late.phase() == Phase.WAKE_UP // its own code cannot have been the cause
 * }</pre>
 */
public enum Phase {
    /** Before its first instruction. */
    WAKE_UP,
    READ,
    OBSERVE,
    /** Exchange with the policy (inline: the inference) and the shield. */
    DECIDE,
    WRITE,
    /** Keeping the record, and all that follows up to the next tick. */
    RECORD;

    /** As a person reads it. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
