package dev.creance.safety.qp;

import dev.creance.runtime.HotPath;

/**
 * What counts as near: |x|² = xᵀ H x with H positive definite, H = L Lᵀ (Cholesky–Banachiewicz, row by row). In y = Lᵀ x it is the
 * ordinary distance, and a row a·x is (L⁻¹ a)·y.
 */
@HotPath
public final class Metric {
    private final int n;
    private final double[] matrix;
    private final double[] factor;

    /** 1 / L_ii; a division takes as long as a row of products. */
    private final double[] inverse;

    private boolean diagonal = true;
    private boolean definite;

    /** Weights of the squares. */
    public Metric(double[] weights) {
        n = weights.length;
        matrix = new double[n * n];
        factor = new double[n * n];
        inverse = new double[n];
        definite = true;
        for (int i = 0; i < n; i++) {
            if (!(weights[i] > 0 && weights[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("weight " + i + "=" + weights[i] + " is not positive");
            }
            matrix[i * n + i] = weights[i];
            factor[i * n + i] = Math.sqrt(weights[i]);
            inverse[i] = 1 / factor[i * n + i];
        }
    }

    /**
     * Takes up another H, for instance the mass matrix of this tick.
     *
     * @param symmetric n×n row by row; its lower triangle is read
     * @return whether it is positive definite; while it is not, nothing is solved
     */
    public boolean set(double[] symmetric) {
        diagonal = false;
        definite = true;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                matrix[i * n + j] = symmetric[i * n + j];
                matrix[j * n + i] = symmetric[i * n + j];
                double rest = symmetric[i * n + j];
                for (int k = 0; k < j; k++) {
                    rest -= factor[i * n + k] * factor[j * n + k];
                }
                factor[i * n + j] = i == j ? Math.sqrt(rest) : rest * inverse[j];
            }
            inverse[i] = 1 / factor[i * n + i];
            definite &= factor[i * n + i] > 0 && factor[i * n + i] < Double.POSITIVE_INFINITY;
        }
        return definite;
    }

    boolean isDefinite() {
        return definite;
    }

    int size() {
        return n;
    }

    /** L⁻¹ a, in place. */
    void lower(double[] rows, int at) {
        for (int i = 0; i < n; i++) {
            double rest = rows[at + i];
            if (!diagonal) {
                for (int k = 0; k < i; k++) {
                    rest -= factor[i * n + k] * rows[at + k];
                }
            }
            rows[at + i] = rest * inverse[i];
        }
    }

    /** L⁻ᵀ y, in place: the x that y stands for. */
    void raise(double[] y) {
        for (int i = n - 1; i >= 0; i--) {
            double rest = y[i];
            if (!diagonal) {
                for (int k = i + 1; k < n; k++) {
                    rest -= factor[k * n + i] * y[k];
                }
            }
            y[i] = rest * inverse[i];
        }
    }

    /** Row i of H x. */
    double gradient(int i, double[] x) {
        if (diagonal) {
            return matrix[i * n + i] * x[i];
        }
        double sum = 0;
        for (int j = 0; j < n; j++) {
            sum += matrix[i * n + j] * x[j];
        }
        return sum;
    }
}
