package dev.creance.sim;

import dev.creance.runtime.HotPath;

/**
 * Seeded random numbers for simulated sensors and air: SplitMix64 (Steele, Lea and Flood 2014) and Marsaglia's polar method.
 * The same seed gives the same bits on every machine; allocation-free.
 */
@HotPath
public final class Noise {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;
    private double spare;
    private boolean hasSpare;

    public Noise(long seed) {
        state = seed;
    }

    /** 64 of them: a seed for another. */
    public long bits() {
        state += GOLDEN_GAMMA;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** In [0, 1). */
    public double uniform() {
        return (bits() >>> 11) * 0x1p-53;
    }

    /** In [−1, 1). */
    public double symmetric() {
        return 2 * uniform() - 1;
    }

    /** Mean 0, standard deviation 1. */
    public double gaussian() {
        if (hasSpare) {
            hasSpare = false;
            return spare;
        }
        double u;
        double v;
        double square;
        do {
            u = symmetric();
            v = symmetric();
            square = u * u + v * v;
        } while (square >= 1 || square == 0);
        double scale = Math.sqrt(-2 * StrictMath.log(square) / square);
        spare = v * scale;
        hasSpare = true;
        return u * scale;
    }
}
