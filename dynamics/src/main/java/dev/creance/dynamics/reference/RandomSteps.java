package dev.creance.dynamics.reference;

import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Reference;

/**
 * New values at the end of each interval, uniform in their ranges; those of an interval follow from its number and the seed alone
 * (the finaliser of SplitMix64: Steele, Lea and Flood 2014), whoever asks and how often.
 */
public final class RandomSteps implements Reference {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final Layout layout;
    private final long seed;
    private final long intervalNs;
    private final Ranges ranges;

    /**
     * Where values are drawn.
     *
     * @param low least value of each channel
     * @param high greatest
     * @param radius of a circle in the first two channels: a vector beyond is shortened to it; infinite where there is none
     */
    public record Ranges(double[] low, double[] high, double radius) {}

    public RandomSteps(Layout layout, long seed, long intervalNs, Ranges ranges) {
        this.layout = layout;
        this.seed = seed;
        this.intervalNs = intervalNs;
        this.ranges = ranges;
    }

    @Override
    public Layout layout() {
        return layout;
    }

    @Override
    @HotPath
    public void sample(long elapsedNs, Frame out) {
        long interval = Math.max(0, elapsedNs) / intervalNs;
        double[] v = out.values;
        for (int i = 0; i < ranges.low.length; i++) {
            double share = uniform(interval * ranges.low.length + i);
            v[i] = ranges.low[i] + share * (ranges.high[i] - ranges.low[i]);
        }
        if (ranges.radius < Double.POSITIVE_INFINITY) {
            double length = Math.sqrt(v[0] * v[0] + v[1] * v[1]);
            double shortened = length > ranges.radius ? ranges.radius / length : 1;
            v[0] *= shortened;
            v[1] *= shortened;
        }
        out.validBits = out.allValid();
        out.sampleNs = elapsedNs;
    }

    /** From 0 to below 1. */
    private double uniform(long number) {
        long z = mixed(mixed(seed + GOLDEN_GAMMA) + (number + 1) * GOLDEN_GAMMA);
        return (z >>> 11) * 0x1p-53;
    }

    private static long mixed(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }
}
