package dev.creance.safety.guards;

/** What a guard says of a proposal, the worse the later. */
public enum Finding {
    PASS,
    /** Is logged, and nothing follows. */
    WARN,
    /** The guard's own recovery is to fly in the proposal's place. */
    RECOVER,
    /** The backup is to fly. */
    REJECT;

    /** What configurations call it as a reaction. */
    String word() {
        return this == WARN ? "warn" : "backup";
    }
}
