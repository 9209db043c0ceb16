package dev.creance.sim.adversary;

import java.util.SplittableRandom;

/** What no command should be. */
final class HostileNumbers {
    private static final double[] ALL = {
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        -0.0
    };

    private HostileNumbers() {}

    /** One of them in one of so many draws, else the sound one. */
    static double mixed(SplittableRandom random, int oneIn, double sound) {
        return random.nextInt(oneIn) == 0 ? ALL[random.nextInt(ALL.length)] : sound;
    }
}
