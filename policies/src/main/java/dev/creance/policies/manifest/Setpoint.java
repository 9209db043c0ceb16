package dev.creance.policies.manifest;

import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a person or a planner asks of the policy while it runs, such as a velocity (elsewhere called its command).
 *
 * @param deadband magnitude below which a value counts as 0; empty for none
 * @param zeroBelow norm of the whole below which all values are 0; empty for never
 */
public record Setpoint(
        ConfigNode at, String name, List<Value> values, OptionalDouble deadband, OptionalDouble zeroBelow) {

    /**
     * One number of it.
     *
     * @param low NaN where the manifest gives no range; so is {@code high}
     * @param ratePerS fastest change per second; infinite where it may jump
     */
    public record Value(String name, String unit, double low, double high, double ratePerS) {}

    static Setpoint read(ConfigNode node) {
        node.only("name", "values", "deadband", "zero_below");
        List<Value> values = new ArrayList<>();
        for (ConfigNode item : node.child("values").items()) {
            values.add(value(item));
        }
        if (values.isEmpty()) {
            throw node.child("values").error(" is empty");
        }
        return new Setpoint(
                node,
                Texts.text(node.child("name")),
                List.copyOf(values),
                magnitude(node.child("deadband")),
                magnitude(node.child("zero_below")));
    }

    private static Value value(ConfigNode node) {
        node.only("name", "unit", "range", "rate");
        double low = Double.NaN;
        double high = Double.NaN;
        ConfigNode range = node.child("range");
        if (!Texts.isNone(range)) {
            low = range.items(2).get(0).quantity(Dimension.RATIO);
            high = range.items(2).get(1).quantity(Dimension.RATIO);
            if (low > high) {
                throw range.error(" has the lower bound " + low + " above the upper bound " + high);
            }
        }
        ConfigNode rate = node.child("rate");
        return new Value(
                Texts.text(node.child("name")),
                Texts.text(node.child("unit")),
                low,
                high,
                Texts.isNone(rate) ? Double.POSITIVE_INFINITY : rate.quantity(Dimension.RATIO, 1e-9, 1e9));
    }

    private static OptionalDouble magnitude(ConfigNode node) {
        return Texts.isNone(node) ? OptionalDouble.empty() : OptionalDouble.of(node.quantity(Dimension.RATIO, 0, 1e9));
    }

    /** Of its values. */
    public List<String> names() {
        return values.stream().map(Value::name).toList();
    }
}
