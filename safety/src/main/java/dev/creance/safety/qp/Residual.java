package dev.creance.safety.qp;

import dev.creance.runtime.HotPath;

/**
 * How far a point u and multipliers λ are from the conditions of Karush, Kuhn and Tucker for the point of a polyhedron that is nearest
 * to a wish w; computed from the problem's own numbers and nothing that the solver made of them.
 *
 * <pre>
 * primal   max (a_i·u − b_i) / |a_i|                                             over max(1, |u|)
 * KKT      |H (u − w) + Σ λ_i a_i|,   −λ_i |a_i|,   |λ_i (a_i·u − b_i)|          over max(1, |H (u − w)|), the last over max(1, |u|), too
 * </pre>
 *
 * All norms are the largest entry's. A strictly convex program has one point for which all of this is zero, and that is its solution.
 */
@HotPath
public final class Residual {
    /** What may be left of either (invariant I8 of the shield). */
    public static final double TOLERANCE = 1e-9;

    private final double[] away;
    private double primal;
    private double kkt;

    Residual(int variables) {
        away = new double[variables];
    }

    public double primal() {
        return primal;
    }

    public double kkt() {
        return kkt;
    }

    /** False where either is NaN. */
    boolean isSmall() {
        return primal <= TOLERANCE && kkt <= TOLERANCE;
    }

    void compute(Metric metric, double[] wish, HalfSpaces rows, double[] u, double[] multipliers) {
        double size = 1;
        for (int j = 0; j < away.length; j++) {
            away[j] = u[j] - wish[j];
            size = Math.max(size, Math.abs(u[j]));
        }
        double slope = 1;
        for (int j = 0; j < away.length; j++) {
            slope = Math.max(slope, Math.abs(metric.gradient(j, away)));
        }
        // Math.max keeps a NaN
        primal = 0;
        kkt = 0;
        for (int i = 0; i < rows.count(); i++) {
            double reach = rows.reach(i);
            double excess = rows.product(i, u) - rows.bounds[i];
            primal = Math.max(primal, excess / (reach > 0 ? reach : 1) / size);
            kkt = Math.max(kkt, -multipliers[i] * reach / slope);
            kkt = Math.max(kkt, Math.abs(multipliers[i] * excess) / (slope * size));
        }
        for (int j = 0; j < away.length; j++) {
            double left = metric.gradient(j, away);
            for (int i = 0; i < rows.count(); i++) {
                left += multipliers[i] * rows.normals[i * away.length + j];
            }
            kkt = Math.max(kkt, Math.abs(left) / slope);
        }
    }
}
