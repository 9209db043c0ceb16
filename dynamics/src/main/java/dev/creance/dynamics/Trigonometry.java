package dev.creance.dynamics;

import dev.creance.runtime.HotPath;

/**
 * Sine and cosine that give the same bits on every machine and allocate nothing. {@link StrictMath} has the first property
 * only: beyond π/4 its argument reduction creates an array in every call.
 *
 * <p>Reduction by a two-part π/2 with fused multiply-add, then Taylor polynomials on ±π/4, whose remainder there is below
 * 1e-19. Error below 1.5e-16 plus |x| × 1e-32; meant for angles up to about 1e6 rad.
 */
public final class Trigonometry {
    private static final double HALF_PI = Math.PI / 2;

    /** π/2 minus its nearest double. */
    private static final double HALF_PI_REST = 6.123233995736766e-17;

    private Trigonometry() {}

    @HotPath
    public static double sin(double rad) {
        double quarter = Math.rint(rad / HALF_PI);
        return ofQuarter((int) quarter, reduced(rad, quarter));
    }

    @HotPath
    public static double cos(double rad) {
        double quarter = Math.rint(rad / HALF_PI);
        return ofQuarter((int) quarter + 1, reduced(rad, quarter));
    }

    private static double reduced(double rad, double quarter) {
        return Math.fma(-quarter, HALF_PI_REST, Math.fma(-quarter, HALF_PI, rad));
    }

    private static double ofQuarter(int quarter, double x) {
        return switch (quarter & 3) {
            case 0 -> sineSeries(x);
            case 1 -> cosineSeries(x);
            case 2 -> -sineSeries(x);
            default -> -cosineSeries(x);
        };
    }

    // x − x³/3! + x⁵/5! − … + x¹⁷/17!
    private static double sineSeries(double x) {
        double z = x * x;
        double sum = 1.0 / 355687428096000.0;
        sum = sum * z - 1.0 / 1307674368000.0;
        sum = sum * z + 1.0 / 6227020800.0;
        sum = sum * z - 1.0 / 39916800.0;
        sum = sum * z + 1.0 / 362880.0;
        sum = sum * z - 1.0 / 5040.0;
        sum = sum * z + 1.0 / 120.0;
        sum = sum * z - 1.0 / 6.0;
        return x + x * (sum * z);
    }

    // 1 − x²/2! + x⁴/4! − … + x¹⁶/16!
    private static double cosineSeries(double x) {
        double z = x * x;
        double sum = 1.0 / 20922789888000.0;
        sum = sum * z - 1.0 / 87178291200.0;
        sum = sum * z + 1.0 / 479001600.0;
        sum = sum * z - 1.0 / 3628800.0;
        sum = sum * z + 1.0 / 40320.0;
        sum = sum * z - 1.0 / 720.0;
        sum = sum * z + 1.0 / 24.0;
        return 1 + z * (sum * z - 0.5);
    }
}
