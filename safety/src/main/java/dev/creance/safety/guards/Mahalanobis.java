package dev.creance.safety.guards;

import dev.creance.runtime.HotPath;
import dev.creance.runtime.config.ConfigNode;

/** The distance from a mean in standard deviations: √((z − μ)ᵀ P (z − μ)), P the inverse of the covariance. */
@HotPath
final class Mahalanobis implements Score {
    private final double[] mean;
    private final double[][] precision;
    private final double[] offset;

    private Mahalanobis(double[] mean, double[][] precision) {
        this.mean = mean;
        this.precision = precision;
        offset = new double[mean.length];
    }

    /** @param rows the mean, then the inverse of the covariance */
    static Mahalanobis of(double[][] rows, int size, ConfigNode use) {
        if (rows.length != size + 1 || rows[0].length != size) {
            throw use.error("='" + use.string() + "' has " + rows.length + " rows of " + rows[0].length
                    + " numbers, where a mean and a matrix of " + size + " by " + size + " belong");
        }
        double[][] precision = new double[size][];
        for (int i = 0; i < size; i++) {
            precision[i] = rows[i + 1].clone();
        }
        requirePositive(precision, use);
        return new Mahalanobis(rows[0].clone(), precision);
    }

    /** By Cholesky's decomposition, which fails where a direction has no length. */
    private static void requirePositive(double[][] matrix, ConfigNode use) {
        int n = matrix.length;
        double[][] root = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = matrix[i][j];
                double scale = Math.sqrt(Math.abs(matrix[i][i] * matrix[j][j]));
                if (Math.abs(rest - matrix[j][i]) > 1e-6 * scale) {
                    throw use.error(
                            "='" + use.string() + "': the inverse covariance is not symmetric at " + i + ", " + j);
                }
                for (int k = 0; k < j; k++) {
                    rest -= root[i][k] * root[j][k];
                }
                if (i == j && !(rest > 0)) {
                    throw use.error("='" + use.string() + "': the inverse covariance is not positive definite (value "
                            + i + ")");
                }
                root[i][j] = i == j ? Math.sqrt(rest) : rest / root[j][j];
            }
        }
    }

    @Override
    public double of(float[] features) {
        for (int i = 0; i < mean.length; i++) {
            offset[i] = features[i] - mean[i];
        }
        double sum = 0;
        for (int i = 0; i < mean.length; i++) {
            double row = 0;
            for (int j = 0; j < mean.length; j++) {
                row += precision[i][j] * offset[j];
            }
            sum += offset[i] * row;
        }
        return Math.sqrt(Math.max(0, sum)); // rounding; NaN stays
    }
}
