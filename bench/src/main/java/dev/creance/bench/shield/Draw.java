package dev.creance.bench.shield;

import java.util.SplittableRandom;

/** Random draws that {@link SplittableRandom} lacks. */
final class Draw {
    private Draw() {}

    static <T> T of(SplittableRandom random, T[] options) {
        return options[random.nextInt(options.length)];
    }

    /** Within ± a bound, every other time at its end. */
    static double within(SplittableRandom random, double bound) {
        return bound * (random.nextBoolean() ? random.nextDouble(-1, 1) : random.nextBoolean() ? 1 : -1);
    }
}
