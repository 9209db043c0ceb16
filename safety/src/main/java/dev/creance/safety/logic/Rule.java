package dev.creance.safety.logic;

import java.util.Optional;

/**
 * A formula that is to hold, and what follows where it does not.
 *
 * @param unit of its robustness
 * @param margin by which it is to hold, in this unit
 * @param monitor of its own
 * @param foresight where it is to hold of what is predicted, too
 */
public record Rule(
        String name, String unit, double margin, Reaction reaction, Monitor monitor, Optional<Foresight> foresight) {
    /** What the shield does in a tick in which the rule is violated, or not known to hold. */
    public enum Reaction {
        /** The backup takes over. */
        BACKUP,
        /** The backup brings the machine to rest. */
        LAND,
        /** It is recorded, and nothing else. */
        WARN
    }

    /** By how much it holds for certain, beyond its margin. */
    public double room() {
        return monitor.lower() - margin;
    }
}
