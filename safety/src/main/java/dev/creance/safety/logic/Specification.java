package dev.creance.safety.logic;

import java.util.Set;

/**
 * A formula as it was written.
 *
 * <pre>{@code
 * Vocabulary words = new Vocabulary(QuadrotorChannels.sensors(), 1_000_000);
 * Specification slow = Specification.signals("position.z < 0.5 m implies abs(velocity.z) < 1 m/s", words);
 * }</pre>
 *
 * @param units in which it compares
 */
public record Specification(Formula formula, Set<String> units) {
    public Specification {
        units = Set.copyOf(units);
    }

    /** Of its robustness; "1" where it compares in several units, whose SI numbers are then compared as they are. */
    public String unit() {
        return units.size() == 1 ? units.iterator().next() : "1";
    }

    /**
     * Reads a formula of signal temporal logic.
     *
     * @throws FormulaError with the place, what is wrong there, and a remedy
     */
    public static Specification signals(String text, Vocabulary words) {
        return new FormulaParser(text, words, false).specification();
    }

    /**
     * Reads a formula over the order of events, without times.
     *
     * @throws FormulaError with the place, what is wrong there, and a remedy
     */
    public static Specification sequence(String text, Vocabulary words) {
        return new FormulaParser(text, words, true).specification();
    }
}
