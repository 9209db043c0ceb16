package dev.creance.record;

/**
 * A number that a policy's networks give about an action, such as a critic's or how much an ensemble disagrees.
 *
 * @param name words joined by dots: {@code risk.lower_cvar}
 * @param at its place in the action
 */
public record Rating(String name, int at) {
    /** What it is called in the log. */
    String field() {
        return name.replace('.', '_');
    }
}
