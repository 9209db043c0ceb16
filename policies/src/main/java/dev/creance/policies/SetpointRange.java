package dev.creance.policies;

import dev.creance.policies.manifest.Manifest;
import dev.creance.policies.manifest.Setpoint;
import dev.creance.policies.manifest.Term;
import dev.creance.policies.signals.ChannelNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a policy takes as one value of a set point.
 *
 * @param channel that it is read from: {@code setpoint.NAME.VALUE}
 * @param lower −∞ where nothing bounds it, as {@code upper} is +∞
 * @param whole whether it chooses, so that nothing lies between two numbers
 */
public record SetpointRange(String channel, String unit, double lower, double upper, boolean whole) {
    /** Those of a manifest and of what it goes on top of; a value that both have must suit both. */
    static List<SetpointRange> of(Manifest manifest, List<SetpointRange> ofBase) {
        Map<String, SetpointRange> all = new LinkedHashMap<>();
        ofBase.forEach(range -> all.put(range.channel, range));
        for (Setpoint setpoint : manifest.signals().setpoints()) {
            List<String> channels = ChannelNames.setpoint(setpoint.name(), setpoint.names());
            for (int i = 0; i < channels.size(); i++) {
                SetpointRange range =
                        of(channels.get(i), setpoint.name(), setpoint.values().get(i), manifest);
                all.merge(range.channel, range, SetpointRange::and);
            }
        }
        return new ArrayList<>(all.values());
    }

    /** A bound of NaN bounds nothing; a term of kind {@code one_hot} knows no choices but its own. */
    private static SetpointRange of(String channel, String setpoint, Setpoint.Value value, Manifest manifest) {
        double lower = Double.isNaN(value.low()) ? Double.NEGATIVE_INFINITY : value.low();
        double upper = Double.isNaN(value.high()) ? Double.POSITIVE_INFINITY : value.high();
        SetpointRange range = new SetpointRange(channel, value.unit(), lower, upper, false);
        return manifest.observations().stream()
                .flatMap(observation -> observation.terms().stream())
                .filter(Term.OneHot.class::isInstance)
                .map(Term.OneHot.class::cast)
                .filter(hot -> hot.setpoint().equals(setpoint) && hot.value().equals(value.name()))
                .map(hot ->
                        new SetpointRange(channel, value.unit(), 0, hot.common().dim() - 1, true))
                .reduce(range, SetpointRange::and);
    }

    private SetpointRange and(SetpointRange other) {
        return new SetpointRange(
                channel, unit, Math.max(lower, other.lower), Math.min(upper, other.upper), whole || other.whole);
    }

    /** For a person. */
    public String text() {
        return (whole ? "whole numbers from " : "") + lower + " to " + upper + (unit.equals("1") ? "" : " " + unit);
    }

    /** Whether the policy takes all that another takes. */
    public boolean covers(SetpointRange other) {
        return unit.equals(other.unit) && lower <= other.lower && other.upper <= upper && (other.whole || !whole);
    }

    /** Why the policy does not take this; empty where it does. */
    public Optional<String> objection(double value) {
        if (!Double.isFinite(value)) {
            return Optional.of("is no finite number");
        }
        if (value < lower) {
            return Optional.of("is below " + lower + ", the least that the policy takes");
        }
        if (value > upper) {
            return Optional.of("is above " + upper + ", the greatest that the policy takes");
        }
        return whole && value != Math.rint(value)
                ? Optional.of("is between two choices: the policy takes whole numbers")
                : Optional.empty();
    }
}
