package dev.creance.safety;

import dev.creance.runtime.config.Dimension;

/**
 * One number of a shield: its place under {@code shield:}, unit, default, bounds, meaning and where the default comes from.
 * Settings are read by lists of these, and the tables in docs/shield.md are generated from them.
 */
public interface Setting {
    /** Keys below {@code shield}, joined by dots. */
    String path();

    Dimension dimension();

    /** The default in SI units; NaN where a value must be given. */
    double standard();

    Range range();

    /** What it is, and after a semicolon where the default comes from. */
    String meaning();

    /** Closed bounds in SI units. */
    record Range(double least, double greatest) {
        public static Range of(double least, double greatest) {
            return new Range(least, greatest);
        }
    }
}
