package dev.creance.fleet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.creance.runtime.Cause;
import java.util.List;
import java.util.Locale;

/**
 * Something that happened in one tick. What does not apply is null and left out of the payload.
 *
 * @param type see {@link Type}
 * @param tick in which it happened
 * @param timeS since the first tick of the run, s
 * @param from what it was before
 * @param to what it is now
 * @param cause why
 * @param causes all that hold, in the order of {@link Cause}
 * @param value the value that crossed its limit, in the unit of its signal
 * @param durationS how long it lasted, s
 * @param ticks in how many ticks it held
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"type", "tick", "t_s"})
record TelemetryEvent(
        Type type,
        long tick,
        @JsonProperty("t_s") double timeS,
        String from,
        String to,
        Cause cause,
        List<Cause> causes,
        Double value,
        @JsonProperty("duration_s") Double durationS,
        Long ticks) {
    /** What can happen. The names are the payload's. */
    enum Type {
        /** The failsafe machine changed its state. */
        TRANSITION,
        /** The shield began to change or replace what the policy proposes. */
        INTERVENTION_BEGIN,
        /** A further cause joined an intervention. */
        INTERVENTION_CAUSE,
        INTERVENTION_END,
        FAULT_BEGIN,
        FAULT_END,
        /** What forbids arming changed. */
        ARMING_BLOCKERS,
        /** The device reports another state, armed or disarmed for example. */
        DEVICE,
        /** The device's fault bits changed. */
        DEVICE_FAULTS,
        LINK_CLOSED,
        /** Somebody wants the run to end. */
        STOP_REQUEST;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What the cause means, in plain words. */
    @JsonProperty("meaning")
    String meaning() {
        return cause == null ? null : cause.meaning();
    }

    static TelemetryEvent of(Type type, long tick, double timeS) {
        return new TelemetryEvent(type, tick, timeS, null, null, null, null, null, null, null);
    }

    TelemetryEvent change(String before, String now) {
        return new TelemetryEvent(type, tick, timeS, before, now, cause, causes, value, durationS, ticks);
    }

    TelemetryEvent because(Cause why) {
        return new TelemetryEvent(type, tick, timeS, from, to, why, causes, value, durationS, ticks);
    }

    TelemetryEvent causes(long mask) {
        return new TelemetryEvent(type, tick, timeS, from, to, cause, Cause.ofBits(mask), value, durationS, ticks);
    }

    /** A value that is not finite is left out: JSON has none. */
    TelemetryEvent value(double crossed) {
        Double finite = Double.isFinite(crossed) ? crossed : null;
        return new TelemetryEvent(type, tick, timeS, from, to, cause, causes, finite, durationS, ticks);
    }

    TelemetryEvent lasted(double seconds, long heldTicks) {
        return new TelemetryEvent(type, tick, timeS, from, to, cause, causes, value, seconds, heldTicks);
    }
}
