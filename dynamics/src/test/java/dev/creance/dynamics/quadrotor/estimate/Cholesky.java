package dev.creance.dynamics.quadrotor.estimate;

/** P = L Lᵀ, for tests. */
final class Cholesky {
    private Cholesky() {}

    /** eᵀ P⁻¹ e; NaN where P is not positive definite. */
    static double normalisedSquare(double[] p, double[] e) {
        int n = e.length;
        double[][] l = new double[n][n];
        double[] y = new double[n];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double s = p[i * n + j];
                for (int k = 0; k < j; k++) {
                    s -= l[i][k] * l[j][k];
                }
                l[i][j] = i == j ? Math.sqrt(s) : s / l[j][j];
            }
            double s = e[i];
            for (int k = 0; k < i; k++) {
                s -= l[i][k] * y[k];
            }
            y[i] = s / l[i][i];
            sum += y[i] * y[i];
        }
        return sum;
    }
}
