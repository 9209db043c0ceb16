package dev.creance.sim.sensor;

/**
 * When a sensor's samples are taken and when they arrive.
 *
 * @param divider a sample is taken every so many periods of the device
 * @param latencyS from then until it arrives, at least
 * @param jitterS at most this on top, drawn for each sample; samples never overtake each other
 * @param dropout share of the samples that never arrive
 */
public record SensorTiming(int divider, double latencyS, double jitterS, double dropout) {
    public SensorTiming {
        if (divider < 1 || !(latencyS >= 0) || !(jitterS >= 0) || !(dropout >= 0 && dropout <= 1)) {
            throw new IllegalArgumentException("divider=" + divider + " < 1, or latencyS=" + latencyS + ", jitterS="
                    + jitterS + " < 0, or dropout=" + dropout + " not within 0…1");
        }
    }

    /** In every period, at once. */
    public static SensorTiming immediate() {
        return new SensorTiming(1, 0, 0, 0);
    }
}
