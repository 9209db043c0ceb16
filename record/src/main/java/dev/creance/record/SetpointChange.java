package dev.creance.record;

import dev.creance.runtime.Channel;
import dev.creance.runtime.SetpointInputs;
import java.math.BigDecimal;
import java.util.Locale;

/**
 * A set point that a person changed in flight.
 *
 * @param flownS of the policy's flight, from when on it was asked for: the time that {@code at} of a scenario counts
 * @param channel of the reference
 * @param from what had been asked for before
 */
public record SetpointChange(double flownS, Channel channel, double from, double to) {
    private static final double PLAIN_BELOW = 1e6;

    /** As a scenario and a manifest call it: {@code NAME.VALUE}. */
    public String name() {
        return channel.name().substring(SetpointInputs.PREFIX.length());
    }

    /** As a person reads it. */
    public String text() {
        return String.format(
                Locale.ROOT, "set point %s is %s from %.3f s of flight on, was %s", name(), of(to), flownS, of(from));
    }

    private String of(double value) {
        String number = Math.abs(value) < PLAIN_BELOW
                ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
                : Double.toString(value); // NaN too
        return channel.unit().equals("1") ? number : number + " " + channel.unit();
    }
}
