package dev.creance.sim.sensor;

import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;

/**
 * Sections of {@code plant.sensors} about one sensor each: when its samples are taken and arrive, and how far they stray. What a
 * section leaves out does not happen.
 *
 * <pre>{@code
 * current: {rate: 8 kHz, latency: 50 us, noise: 0.2 A, scale: 1 %, bias: 0.5 A, range: 600 A, resolution: 0.15 A}
 * }</pre>
 */
public final class SensorFormat {
    private static final double LONGEST_S = 0.1;
    private static final double MOST_SCALE = 0.5;
    private static final double MOST_RANGE = 1e6;

    private SensorFormat() {}

    /** A sensor that says what is. */
    public static Sensor.Parameters ideal(int axes) {
        return new Sensor.Parameters(axes, SensorErrors.none(), SensorTiming.immediate(), 0);
    }

    /** When alone: of a sensor whose errors stand elsewhere. */
    public static Sensor.Parameters timing(ConfigNode node, int axes, int rateHz) {
        node.only("rate", "latency", "jitter", "dropout");
        return new Sensor.Parameters(axes, SensorErrors.none(), readTiming(node, rateHz), 0);
    }

    /**
     * When, and how far.
     *
     * @param dimension of what is measured
     * @param most of noise, bias and resolution, SI
     * @param rateHz of the device, which reads it at most that often
     */
    public static Sensor.Parameters from(ConfigNode node, int axes, Dimension dimension, double most, int rateHz) {
        node.only("rate", "latency", "jitter", "dropout", "noise", "scale", "bias", "range", "resolution");
        SensorTiming timing = readTiming(node, rateHz);
        // a deviation per sample at the sensor's own rate is a density times the root of that rate
        double density = quantity(node, "noise", dimension, most) * Math.sqrt((double) timing.divider() / rateHz);
        SensorErrors errors = new SensorErrors(
                quantity(node, "scale", Dimension.RATIO, MOST_SCALE),
                quantity(node, "bias", dimension, most),
                0,
                density,
                quantity(node, "range", dimension, MOST_RANGE),
                quantity(node, "resolution", dimension, most));
        return new Sensor.Parameters(axes, errors, timing, 0);
    }

    private static SensorTiming readTiming(ConfigNode node, int rateHz) {
        return new SensorTiming(
                node.optional("rate").map(rate -> divider(rate, rateHz)).orElse(1),
                quantity(node, "latency", Dimension.TIME, LONGEST_S),
                quantity(node, "jitter", Dimension.TIME, LONGEST_S),
                quantity(node, "dropout", Dimension.RATIO, 1));
    }

    private static double quantity(ConfigNode node, String key, Dimension dimension, double most) {
        return node.optional(key)
                .map(value -> value.quantity(dimension, 0, most))
                .orElse(0.0);
    }

    /** How many periods of the device make one of the sensor. */
    public static int divider(ConfigNode rate, int rateHz) {
        double hz = rate.quantity(Dimension.FREQUENCY, 0.1, rateHz);
        double divider = rateHz / hz;
        if (Math.abs(divider - Math.rint(divider)) > 1e-9 * divider) {
            throw rate.error("=" + rate.string() + " does not divide the device's rate of " + rateHz + " Hz")
                    .withHint("use a rate of which that is a whole multiple");
        }
        return (int) Math.rint(divider);
    }
}
