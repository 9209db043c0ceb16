package dev.creance.sim.sensor;

import dev.creance.runtime.HotPath;
import dev.creance.sim.Noise;

/** Turns true values into samples with errors: {@link SensorErrors} on each axis, after a rotation for triads. */
@HotPath
final class ErrorChain {
    private final SensorErrors errors;
    private final Noise noise;
    private final double noisePerSample;
    private final double walkPerSample;
    private final double[] gain;
    private final double[] bias;
    private final double[] mounting;
    private final double[] rotated = new double[3];

    /**
     * @param mountingRad bound of the angle by which a triad is turned, about an axis of chance; 0 for anything else
     * @param samplePeriodS of the samples, by which densities become deviations
     */
    ErrorChain(SensorErrors errors, int axes, double mountingRad, double samplePeriodS, Noise noise) {
        this.errors = errors;
        this.noise = noise;
        noisePerSample = errors.noiseDensity() / Math.sqrt(samplePeriodS);
        walkPerSample = errors.biasWalk() * Math.sqrt(samplePeriodS);
        gain = new double[axes];
        bias = new double[axes];
        for (int i = 0; i < axes; i++) {
            gain[i] = 1 + errors.scale() * noise.symmetric();
            bias[i] = errors.bias() * noise.symmetric();
        }
        mounting = mountingRad > 0 ? rotation(mountingRad * noise.uniform(), noise) : null;
    }

    /** Rodrigues' formula about a random axis, row-major. */
    private static double[] rotation(double angleRad, Noise noise) {
        double x = noise.gaussian();
        double y = noise.gaussian();
        double z = noise.gaussian();
        double length = Math.sqrt(x * x + y * y + z * z);
        x /= length;
        y /= length;
        z /= length;
        double s = StrictMath.sin(angleRad);
        double v = 1 - StrictMath.cos(angleRad);
        return new double[] {
            1 - v * (y * y + z * z),
            v * x * y - s * z,
            v * x * z + s * y,
            v * x * y + s * z,
            1 - v * (x * x + z * z),
            v * y * z - s * x,
            v * x * z - s * y,
            v * y * z + s * x,
            1 - v * (x * x + y * y)
        };
    }

    void apply(double[] truth, int at, double[] out) {
        double[] from = truth;
        int offset = at;
        if (mounting != null) {
            for (int i = 0; i < 3; i++) {
                rotated[i] = mounting[3 * i] * truth[at]
                        + mounting[3 * i + 1] * truth[at + 1]
                        + mounting[3 * i + 2] * truth[at + 2];
            }
            from = rotated;
            offset = 0;
        }
        for (int i = 0; i < gain.length; i++) {
            if (walkPerSample > 0) {
                bias[i] += walkPerSample * noise.gaussian();
            }
            double value = gain[i] * from[offset + i] + bias[i];
            if (noisePerSample > 0) {
                value += noisePerSample * noise.gaussian();
            }
            out[i] = converted(value);
        }
    }

    private double converted(double value) {
        double range = errors.range();
        double limited = range > 0 ? Math.max(-range, Math.min(range, value)) : value;
        return errors.resolution() > 0 ? Math.rint(limited / errors.resolution()) * errors.resolution() : limited;
    }
}
