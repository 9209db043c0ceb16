package dev.creance.dynamics;

import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How far a machine may lie from its parameters, what its actuators can do, and what acts on it besides: the section
 * {@code bounds} of a parameter file, which a guarantee can rest on. Keys carry their SI units.
 *
 * <pre>{@code
 * bounds:
 *   confidence: 95 %
 *   parameters: {mass_kg: [0.0303, 0.0309]}
 *   actuator: {collective_m_per_s2: [1.9, 14.2]}
 *   disturbance: {acceleration_m_per_s2: {below: 0.21, quantile: 99 %, window: 20 ms}}
 *   delay: [0 s, 0.0005 s]
 * }</pre>
 *
 * @param confidence of each bound by itself
 * @param parameters by name; a parameter without an entry was not identified
 * @param actuator A: what the actuators do at least, from a least to a greatest value
 * @param disturbance W: what the model does not explain
 * @param delayS from when a command is issued to when it acts; absent where it was not identified
 */
public record ModelBounds(
        double confidence,
        Map<String, Interval> parameters,
        Map<String, Interval> actuator,
        Map<String, Disturbance> disturbance,
        Optional<Interval> delayS) {
    private static final double LARGEST = 1e12;

    /**
     * With the confidence of all bounds, at least the share {@code quantile} of means over {@code windowS} are no greater.
     *
     * @param below magnitude
     */
    public record Disturbance(double below, double quantile, double windowS) {}

    public ModelBounds {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        actuator = Collections.unmodifiableMap(new LinkedHashMap<>(actuator));
        disturbance = Collections.unmodifiableMap(new LinkedHashMap<>(disturbance));
    }

    /** Section {@code bounds}. */
    public static ModelBounds from(ConfigNode node) {
        node.only("confidence", "parameters", "actuator", "disturbance", "delay");
        return new ModelBounds(
                node.child("confidence").quantity(Dimension.RATIO, 0.5, 0.999999),
                each(node.child("parameters"), entry -> interval(entry, Dimension.RATIO)),
                each(node.child("actuator"), entry -> interval(entry, Dimension.RATIO)),
                each(node.child("disturbance"), ModelBounds::disturbance),
                node.optional("delay").map(delay -> interval(delay, Dimension.TIME)));
    }

    private static <T> Map<String, T> each(ConfigNode map, Function<ConfigNode, T> read) {
        Map<String, T> all = new LinkedHashMap<>();
        map.children().forEach((key, entry) -> all.put(key, read.apply(entry)));
        return all;
    }

    private static Interval interval(ConfigNode node, Dimension dimension) {
        List<ConfigNode> ends = node.items(2);
        double low = ends.get(0).quantity(dimension, -LARGEST, LARGEST);
        double high = ends.get(1).quantity(dimension, -LARGEST, LARGEST);
        if (!(low <= high)) {
            throw node.error("=[" + low + ", " + high + "] is empty").withHint("write [least, greatest]");
        }
        return new Interval(low, high);
    }

    private static Disturbance disturbance(ConfigNode node) {
        node.only("below", "quantile", "window");
        return new Disturbance(
                node.child("below").quantity(Dimension.RATIO, 0, LARGEST),
                node.child("quantile").quantity(Dimension.RATIO, 0.5, 0.999999),
                node.child("window").quantity(Dimension.TIME, 1e-6, 3600));
    }

    /** The section as text, as {@link #from} reads it. */
    public String yaml() {
        StringBuilder text = new StringBuilder("bounds:\n");
        text.append("  confidence: ").append(confidence).append('\n');
        intervals(text, "parameters", parameters);
        intervals(text, "actuator", actuator);
        text.append("  disturbance:").append(disturbance.isEmpty() ? " {}\n" : "\n");
        disturbance.forEach((key, w) -> text.append(String.format(
                Locale.ROOT,
                "    %s: {below: %s, quantile: %s, window: %s s}\n",
                key,
                w.below,
                w.quantile,
                w.windowS)));
        delayS.ifPresent(
                delay -> text.append(String.format(Locale.ROOT, "  delay: [%s s, %s s]\n", delay.low(), delay.high())));
        return text.toString();
    }

    private static void intervals(StringBuilder text, String name, Map<String, Interval> entries) {
        text.append("  ").append(name).append(':').append(entries.isEmpty() ? " {}\n" : "\n");
        entries.forEach((key, bound) ->
                text.append(String.format(Locale.ROOT, "    %s: [%s, %s]\n", key, bound.low(), bound.high())));
    }
}
