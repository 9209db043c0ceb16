package dev.creance.policies.lint;

/**
 * An upper bound of the largest singular value of a matrix.
 *
 * <p>With G = WᵀW (or WWᵀ, whichever is smaller, of n rows), σ₁² = λ₁(G), and for every power k, λ₁(G) = λ₁(Gᵏ)^(1/k) ≤
 * ‖Gᵏ‖_F^(1/k) ≤ n^(1/2k) λ₁(G). Gᵏ comes by squaring p times, k = 2ᵖ: unlike power iteration, which approaches from below, every
 * step of this is a bound from above, and five steps of a matrix of 512 rows leave at most 5 %. The result is the least of this, the
 * Frobenius norm, and √(‖W‖₁ ‖W‖∞) (Golub and Van Loan, Matrix Computations, 4th edition, 2.3), widened by what rounding in
 * double precision can have taken away.
 */
final class SpectralNorm {
    /** Multiplications that one bound may cost: half a second. */
    private static final double BUDGET = 1e9;

    private static final int MOST_SQUARINGS = 8;

    private SpectralNorm() {}

    /** @param matrix row-major, {@code [rows][columns]}; infinite where a value is not finite */
    static double upperBound(double[] matrix, int rows, int columns) {
        double simple = Math.min(frobenius(matrix), holder(matrix, rows, columns));
        if (!Double.isFinite(simple)) {
            return Double.POSITIVE_INFINITY;
        }
        double bound = Math.min(simple, byPowers(matrix, rows, columns, simple));
        // Sums of n terms are off by n·2⁻⁵³ at most (Higham, Accuracy and Stability of Numerical Algorithms, 3.1).
        return bound * (1 + 4 * Math.max(rows, columns) * 0x1p-52 * MOST_SQUARINGS);
    }

    private static double frobenius(double[] values) {
        double squares = 0;
        for (double value : values) {
            squares += value * value;
        }
        return Math.sqrt(squares);
    }

    /** √(greatest column sum · greatest row sum) of magnitudes. */
    private static double holder(double[] matrix, int rows, int columns) {
        double[] columnSums = new double[columns];
        double greatestRow = 0;
        double greatestColumn = 0;
        for (int row = 0; row < rows; row++) {
            double sum = 0;
            for (int column = 0; column < columns; column++) {
                double magnitude = Math.abs(matrix[row * columns + column]);
                sum += magnitude;
                columnSums[column] += magnitude;
                greatestColumn = Math.max(greatestColumn, columnSums[column]);
            }
            greatestRow = Math.max(greatestRow, sum);
        }
        return Math.sqrt(greatestRow * greatestColumn);
    }

    private static double byPowers(double[] matrix, int rows, int columns, double simple) {
        int n = Math.min(rows, columns);
        double cost = Math.pow(n, 3) / 2;
        int squarings = (int) Math.min(MOST_SQUARINGS, (BUDGET - (double) n * rows * columns / 2) / cost);
        if (squarings < 1 || simple == 0) {
            return simple;
        }
        double[] power = gram(matrix, rows, columns, n);
        // G^(2^p) = exp(logScale) · power, kept at norm 1 so that nothing overflows.
        double logScale = 0;
        for (int p = 0; p <= squarings; p++) {
            double norm = frobenius(power);
            logScale += Math.log(norm);
            if (p == squarings) {
                break;
            }
            for (int i = 0; i < power.length; i++) {
                power[i] /= norm;
            }
            power = gram(power, n, n, n); // symmetric, so that its square is its Gram matrix
            logScale *= 2;
        }
        return Math.exp(logScale / Math.scalb(2.0, squarings));
    }

    /** WWᵀ where there are no more rows than columns, else WᵀW. */
    private static double[] gram(double[] matrix, int rows, int columns, int n) {
        double[] wide = rows == n ? matrix : transposed(matrix, rows, columns);
        int length = rows == n ? columns : rows;
        double[] gram = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                double sum = 0;
                for (int k = 0; k < length; k++) {
                    sum += wide[i * length + k] * wide[j * length + k];
                }
                gram[i * n + j] = sum;
                gram[j * n + i] = sum;
            }
        }
        return gram;
    }

    private static double[] transposed(double[] matrix, int rows, int columns) {
        double[] result = new double[matrix.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                result[column * rows + row] = matrix[row * columns + column];
            }
        }
        return result;
    }
}
