package dev.creance.sim.drive;

import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import dev.creance.sim.EnvelopeLimits;

/**
 * The envelope of a drive as section {@code shield.limits} writes it. A limit that the section lacks is infinite.
 *
 * @param currentA {@code current}: greatest length of the vector of the phases' currents, or of an armature's current
 * @param speedRadPerS {@code speed}: of the shaft, either way
 * @param windingK {@code winding_temperature}
 * @param inverterK {@code inverter_temperature}
 * @param leastSupplyV {@code supply.min}
 * @param greatestSupplyV {@code supply.max}
 */
public record DriveLimits(
        double currentA,
        double speedRadPerS,
        double windingK,
        double inverterK,
        double leastSupplyV,
        double greatestSupplyV)
        implements EnvelopeLimits {
    private static final double INFINITE = Double.POSITIVE_INFINITY;

    /** Nothing violates it. */
    public static DriveLimits none() {
        return new DriveLimits(INFINITE, INFINITE, INFINITE, INFINITE, -INFINITE, INFINITE);
    }

    /** Reads the keys it judges and leaves the others to the shield, which refuses unknown ones. */
    public static DriveLimits from(ConfigNode limits) {
        double leastV = -INFINITE;
        double greatestV = INFINITE;
        if (limits.has("supply")) {
            ConfigNode supply = limits.child("supply");
            leastV = read(supply, "min", Dimension.VOLTAGE, -INFINITE);
            greatestV = read(supply, "max", Dimension.VOLTAGE, INFINITE);
        }
        return new DriveLimits(
                read(limits, "current", Dimension.CURRENT, INFINITE),
                read(limits, "speed", Dimension.ANGULAR_RATE, INFINITE),
                read(limits, "winding_temperature", Dimension.TEMPERATURE, INFINITE),
                read(limits, "inverter_temperature", Dimension.TEMPERATURE, INFINITE),
                leastV,
                greatestV);
    }

    private static double read(ConfigNode node, String key, Dimension dimension, double fallback) {
        return node.optional(key).map(value -> value.quantity(dimension)).orElse(fallback);
    }
}
