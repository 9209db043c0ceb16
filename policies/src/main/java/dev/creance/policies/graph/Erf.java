package dev.creance.policies.graph;

import dev.creance.runtime.HotPath;

/** The error function, to a few units in the last place of double precision; slow. */
final class Erf {
    /** From here on it is ±1 to float32's precision: 1 − erf(4) = 1.5e-8. */
    private static final double END = 4;

    private static final double TWO_BY_ROOT_PI = 2 / StrictMath.sqrt(Math.PI);

    private Erf() {}

    /** Abramowitz and Stegun 7.1.6: {@code 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (1·3·…·(2n+1))}, all of one sign. */
    @HotPath
    static double of(double x) {
        if (Math.abs(x) >= END) {
            return Math.signum(x);
        }
        double term = x;
        double sum = x;
        for (int n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return TWO_BY_ROOT_PI * StrictMath.exp(-x * x) * sum;
    }
}
