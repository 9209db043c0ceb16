package dev.creance.bench;

import java.util.function.DoubleSupplier;

/**
 * One plant in one form, ours and its peer in C, at work on the same environments.
 *
 * @param name for example {@code quadrotor, double, batch of 1024}
 * @param peer what C and how compiled
 * @param steps of an environment in one run
 * @param ours one run
 * @param theirs one run
 * @param difference greatest between the two now, of each number over its size
 * @param agreed what the difference may be after {@code runs} runs of each
 * @param runs before they are compared
 * @param mark what the ratio of speeds should be at least; NaN where nothing is claimed
 */
record SimCase(
        String name,
        String peer,
        long steps,
        Runnable ours,
        Runnable theirs,
        DoubleSupplier difference,
        double agreed,
        int runs,
        double mark) {
    /** Runs both and compares. */
    double differenceAfterRuns() {
        for (int run = 0; run < runs; run++) {
            ours.run();
            theirs.run();
        }
        return difference.getAsDouble();
    }

    /** Millions of steps in a second. */
    double millionsPerS(double runNs) {
        return 1e3 * steps / runNs;
    }
}
