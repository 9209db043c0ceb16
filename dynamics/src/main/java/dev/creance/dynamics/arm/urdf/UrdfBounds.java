package dev.creance.dynamics.arm.urdf;

import dev.creance.dynamics.Interval;
import dev.creance.dynamics.ModelBounds;
import dev.creance.dynamics.ModelBounds.Disturbance;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An element {@code <bounds>} of our own in a robot description: {@link ModelBounds}, an empty element for each.
 *
 * <pre>{@code
 * <bounds confidence="0.95">
 *   <parameter name="friction_0" low="0.21" high="0.24"/>
 *   <actuator name="effort_0" low="-40" high="38"/>
 *   <disturbance name="acceleration_0" below="0.3" quantile="0.99" window="0.02"/>
 *   <delay low="0" high="0.001"/>
 * </bounds>
 * }</pre>
 */
final class UrdfBounds {
    private UrdfBounds() {}

    static ModelBounds from(XmlElement element) {
        Map<String, Disturbance> disturbance = new LinkedHashMap<>();
        for (XmlElement each : element.all("disturbance")) {
            disturbance.put(
                    each.text("name"),
                    new Disturbance(each.number("below"), each.number("quantile"), each.number("window")));
        }
        Optional<Interval> delayS = element.optional("delay").map(UrdfBounds::interval);
        return new ModelBounds(
                element.number("confidence"),
                intervals(element, "parameter"),
                intervals(element, "actuator"),
                disturbance,
                delayS);
    }

    private static Map<String, Interval> intervals(XmlElement element, String name) {
        Map<String, Interval> intervals = new LinkedHashMap<>();
        element.all(name).forEach(each -> intervals.put(each.text("name"), interval(each)));
        return intervals;
    }

    private static Interval interval(XmlElement element) {
        double low = element.number("low");
        double high = element.number("high");
        if (!(low <= high)) {
            throw element.error("has low=" + low + " and high=" + high, "write low below high");
        }
        return new Interval(low, high);
    }

    static String text(ModelBounds bounds) {
        StringBuilder text = new StringBuilder("  <bounds confidence=\"" + bounds.confidence() + "\">\n");
        bounds.parameters().forEach((name, range) -> line(text, "parameter", name, range));
        bounds.actuator().forEach((name, range) -> line(text, "actuator", name, range));
        bounds.disturbance()
                .forEach((name, w) -> text.append("    <disturbance name=\"" + name + "\" below=\"" + w.below()
                        + "\" quantile=\"" + w.quantile() + "\" window=\"" + w.windowS() + "\"/>\n"));
        bounds.delayS()
                .ifPresent(delay ->
                        text.append("    <delay low=\"" + delay.low() + "\" high=\"" + delay.high() + "\"/>\n"));
        return text.append("  </bounds>\n").toString();
    }

    private static void line(StringBuilder out, String element, String name, Interval range) {
        out.append("    <" + element + " name=\"" + name + "\" low=\"" + range.low() + "\" high=\"" + range.high()
                + "\"/>\n");
    }
}
