package dev.creance.safety;

import java.util.List;
import java.util.Locale;

/**
 * One limit that a shield keeps, in numbers that its own stages computed.
 *
 * @param name of the margin that the shield reports for it
 * @param bounds as a person would write them
 * @param unit of the two numbers
 * @param marginAtRest what is left of it while the machine rests in the middle of its envelope, with fresh sensors
 * @param stop what the backup takes of it, at worst, to bring {@code from} to rest; NaN where nothing has to be stopped
 * @param from the worst case in words
 */
public record ExplainedLimit(String name, String bounds, String unit, double marginAtRest, double stop, String from) {
    /** A limit that is kept from one tick to the next, without a way to go. */
    public static ExplainedLimit atOnce(String name, String bounds, String unit, double marginAtRest) {
        return new ExplainedLimit(name, bounds, unit, marginAtRest, Double.NaN, "");
    }

    /** The same with what the backup takes of it. */
    public ExplainedLimit stopping(double takes, String worst) {
        return new ExplainedLimit(name, bounds, unit, marginAtRest, takes, worst);
    }

    /** Those of every machine: how old its sensors and its policy's action may be. At rest they are new. */
    public static List<ExplainedLimit> ages(long sensorAgeNs, ShieldTiming timing) {
        return List.of(age("sensor_age", sensorAgeNs), age("action_age", timing.policyDeadlineNs()));
    }

    private static ExplainedLimit age(String name, long mostNs) {
        return atOnce(name, String.format(Locale.ROOT, "%.4g ms", mostNs * 1e-6), "s", mostNs * 1e-9);
    }
}
