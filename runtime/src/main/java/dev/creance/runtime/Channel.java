package dev.creance.runtime;

import java.util.Objects;

/**
 * One named scalar with its unit and the closed range in which a value is plausible.
 *
 * <pre>{@code
 * Channel gyroX = new Channel("gyro.x", "rad/s", -35, 35);
 * }</pre>
 *
 * @param name lower-case words joined by dots, for example {@code position.x}
 * @param unit SI unit symbol, {@code "1"} for a dimensionless value
 * @param lower least plausible value; −∞ where there is none
 * @param upper greatest plausible value; +∞ where there is none
 */
public record Channel(String name, String unit, double lower, double upper) {
    public Channel {
        Objects.requireNonNull(unit, "unit");
        if (!name.matches("[a-z][a-z0-9_]*(\\.[a-z0-9_]+)*")) {
            throw new IllegalArgumentException("channel name '" + name + "' is not lower-case words joined by dots");
        }
        if (!(lower <= upper)) {
            throw new IllegalArgumentException(name + ": lower=" + lower + " > upper=" + upper);
        }
    }

    /** A channel in which every finite value is plausible. */
    public static Channel unbounded(String name, String unit) {
        return new Channel(name, unit, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
}
