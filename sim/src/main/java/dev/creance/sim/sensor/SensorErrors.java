package dev.creance.sim.sensor;

/**
 * How far each sample of a sensor strays, alike on all axes; 0 switches an error off. Units follow the measured quantity's, here u.
 *
 * @param scale bound of the relative error of the gain, from within which each axis draws its own; 1
 * @param bias bound of a constant offset, drawn in the same way; u
 * @param biasWalk rate random walk K of the offset (IEEE Std 952, C.1.5); u/s/√Hz: its deviation after t seconds is K √t
 * @param noiseDensity white noise N (IEEE Std 952, C.1.1); u/√Hz: a mean over t seconds strays by N / √t, a sample by N √rate
 * @param range what the sensor can say at most, either way; u, 0 for no limit
 * @param resolution smallest step of its value; u
 */
public record SensorErrors(
        double scale, double bias, double biasWalk, double noiseDensity, double range, double resolution) {
    /** Every sample is the truth. */
    public static SensorErrors none() {
        return new SensorErrors(0, 0, 0, 0, 0, 0);
    }

    /** Counts of an encoder. */
    public static SensorErrors counting(double resolution) {
        return new SensorErrors(0, 0, 0, 0, 0, resolution);
    }

    /** A current sensor: a shunt or Hall element with gain and offset error behind a converter. */
    public static SensorErrors gainAndOffset(double scale, double bias, double range, double resolution) {
        return new SensorErrors(scale, bias, 0, 0, range, resolution);
    }
}
