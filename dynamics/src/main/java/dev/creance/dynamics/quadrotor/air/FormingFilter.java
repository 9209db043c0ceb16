package dev.creance.dynamics.quadrotor.air;

import dev.creance.dynamics.NormalNumbers;
import dev.creance.runtime.HotPath;

/**
 * The filter (1 + √3 T s) / (1 + T s)² with an output of variance 1, as two lags in a row.
 *
 * <pre>
 * x1' = −x1 / T + w        x2' = (x1 − x2) / T        y = √3 x1 + (1 − √3) x2
 * </pre>
 *
 * With noise of intensity 1/T the states' stationary covariance is P = [½ ¼; ¼ ¼], and y's variance is 1.
 * Over a step of τ times T: Φ = e^−τ [1 0; τ 1] and Q = P − Φ P Φᵀ, whose elements are sums of positive terms:
 *
 * <pre>
 * Q11 = ½ e^−x Σ_{k≥1} x^k/k!     Q12 = ¼ e^−x Σ_{k≥2} x^k/k!     Q22 = ¼ e^−x Σ_{k≥3} x^k/k!        x = 2τ
 * </pre>
 */
@HotPath
final class FormingFilter {
    private static final double SQRT3 = Math.sqrt(3);

    /** Enough for steps of up to 10 T; beyond, nothing of a state is left after a step anyway. */
    private static final int MOST_TERMS = 100;

    private static final double LONGEST = 10;

    private final NormalNumbers normal;
    private final double keep;
    private final double pass;
    private final double l11;
    private final double l21;
    private final double l22;
    private double x1;
    private double x2;

    /** @param tau the step over T */
    FormingFilter(double tau, NormalNumbers normal) {
        this.normal = normal;
        double step = Math.min(tau, LONGEST);
        keep = StrictMath.exp(-step);
        pass = keep * step;
        double[] q = tails(2 * step);
        l11 = Math.sqrt(q[0] / 2);
        l21 = l11 > 0 ? q[1] / 4 / l11 : 0;
        l22 = Math.sqrt(Math.max(0, q[2] / 4 - l21 * l21));
        double first = normal.next();
        x1 = Math.sqrt(0.5) * first;
        x2 = Math.sqrt(0.125) * (first + normal.next());
    }

    /** e^−x times what is left of the exponential series from its terms 1, 2 and 3 on. */
    private static double[] tails(double x) {
        double[] tails = new double[3];
        double term = StrictMath.exp(-x);
        for (int k = 1; k <= MOST_TERMS; k++) {
            term *= x / k;
            for (int from = 0; from < Math.min(k, 3); from++) {
                tails[from] += term;
            }
        }
        return tails;
    }

    void advance() {
        double n1 = normal.next();
        double n2 = normal.next();
        x2 = keep * x2 + pass * x1 + l21 * n1 + l22 * n2;
        x1 = keep * x1 + l11 * n1;
    }

    double output() {
        return SQRT3 * x1 + (1 - SQRT3) * x2;
    }
}
