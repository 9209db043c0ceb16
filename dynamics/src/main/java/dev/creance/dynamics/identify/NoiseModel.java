package dev.creance.dynamics.identify;

import java.util.Arrays;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * What makes coloured residuals white: an autoregression, fitted by least squares.
 *
 * <pre>
 * e_w = (r_w − Σ a_j r_{w−j}) / σ
 * </pre>
 *
 * A fit of filtered residuals is generalised least squares (Clarke 1967). Where a controller closes the loop, commands depend on past
 * disturbances; a fit stays consistent if the noise model is rich enough (Forssell and Ljung, Automatica 35, 1999), for which a long
 * autoregression stands.
 *
 * @param coefficients a, from the last window on backwards
 * @param deviation σ
 */
record NoiseModel(double[] coefficients, double deviation) {
    /** Below this residuals are rounding. */
    private static final double LEAST_DEVIATION = 1e-12;

    /** Residuals as they are, or their differences. */
    static NoiseModel initial(double[] residual, Windows windows, boolean differences) {
        return scaled(differences ? new double[] {1} : new double[0], residual, windows);
    }

    static NoiseModel fit(double[] residual, Windows windows, int order) {
        RealMatrix normal = new Array2DRowRealMatrix(order, order);
        RealVector right = new ArrayRealVector(order);
        int run = 0;
        for (int w = 0; w < residual.length; w++) {
            run = windows.first[w] ? 0 : run + 1;
            if (run >= order) {
                for (int i = 0; i < order; i++) {
                    double lagged = residual[w - 1 - i];
                    right.addToEntry(i, lagged * residual[w]);
                    for (int j = 0; j < order; j++) {
                        normal.addToEntry(i, j, lagged * residual[w - 1 - j]);
                    }
                }
            }
        }
        double ridge = 1e-9 * normal.getTrace() / order + Double.MIN_NORMAL;
        for (int i = 0; i < order; i++) {
            normal.addToEntry(i, i, ridge);
        }
        double[] a = new QRDecomposition(normal).getSolver().solve(right).toArray();
        return scaled(a, residual, windows);
    }

    private static NoiseModel scaled(double[] a, double[] residual, Windows windows) {
        double[] white = new NoiseModel(a, 1).whiten(residual, windows);
        double sum = 0;
        int count = 0;
        for (int w = 0; w < white.length; w++) {
            if (!Double.isNaN(white[w])) {
                sum += white[w] * white[w];
                count++;
            }
        }
        return new NoiseModel(a, Math.max(LEAST_DEVIATION, Math.sqrt(sum / Math.max(1, count))));
    }

    /** Whether a constant is still there in what {@link #whiten} makes of it. */
    boolean passesConstants() {
        return Math.abs(1 - Arrays.stream(coefficients).sum()) > 1e-6;
    }

    /** NaN where a segment has no windows to look back on yet. */
    double[] whiten(double[] residual, Windows windows) {
        double[] white = new double[residual.length];
        int run = 0;
        for (int w = 0; w < residual.length; w++) {
            run = windows.first[w] ? 0 : run + 1;
            double e = run >= coefficients.length ? residual[w] : Double.NaN;
            for (int j = 0; j < coefficients.length && j < run; j++) {
                e -= coefficients[j] * residual[w - 1 - j];
            }
            white[w] = e / deviation;
        }
        return white;
    }
}
