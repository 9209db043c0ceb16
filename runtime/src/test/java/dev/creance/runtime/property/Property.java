package dev.creance.runtime.property;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A seeded, shrinking property check.
 *
 * <pre>{@code
 * Property.check(1000, choices -> {
 *     double u = choices.hostile(-1, 1);
 *     assertThat(clamp(u)).isBetween(-1.0, 1.0);
 * });
 * }</pre>
 */
public final class Property {
    private static final long SEED = 20261122;

    /** The body throws where the property does not hold. */
    @FunctionalInterface
    public interface Body {
        void hold(Choices choices) throws Exception;
    }

    private Property() {}

    /** Runs the body on this many inputs; a failure is shrunk and reported with its choices and seed. */
    public static void check(int runs, Body body) {
        check(runs, SEED, body);
    }

    public static void check(int runs, long seed, Body body) {
        for (int run = 0; run < runs; run++) {
            Choices choices = new Choices(new SplittableRandom(seed + run), null);
            Throwable failure = failureOf(body, choices);
            if (failure != null) {
                List<Double> least = shrink(body, choices.recorded());
                Throwable shrunk = failureOf(body, new Choices(null, least));
                throw new AssertionError(
                        "property fails at seed " + (seed + run) + ", shrunk to choices " + least + ": " + shrunk,
                        shrunk == null ? failure : shrunk);
            }
        }
    }

    private static Throwable failureOf(Body body, Choices choices) {
        try {
            body.hold(choices);
            return null;
        } catch (Exception | AssertionError failure) {
            return failure;
        }
    }

    private static List<Double> shrink(Body body, List<Double> failing) {
        List<Double> best = new ArrayList<>(failing);
        boolean progress = true;
        for (int round = 0; progress && round < 50; round++) {
            progress = false;
            for (int i = best.size() - 1; i >= 0; i--) {
                for (double candidate : new double[] {0, best.get(i) * 0.5, best.get(i) * 0.9, best.get(i) * 0.99}) {
                    if (candidate != best.get(i)) {
                        List<Double> tried = new ArrayList<>(best);
                        tried.set(i, candidate);
                        if (failureOf(body, new Choices(null, tried)) != null) {
                            best = tried;
                            progress = true;
                            break;
                        }
                    }
                }
            }
        }
        return best;
    }
}
