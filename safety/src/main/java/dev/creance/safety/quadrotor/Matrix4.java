package dev.creance.safety.quadrotor;

/** Small dense algebra for set-up; off the hot path. */
final class Matrix4 {
    private Matrix4() {}

    /**
     * Inverse by Gauss-Jordan elimination with partial pivoting.
     *
     * @throws IllegalArgumentException where the matrix is singular
     */
    static double[][] inverse(double[][] matrix) {
        int n = matrix.length;
        double[][] a = new double[n][2 * n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(matrix[i], 0, a[i], 0, n);
            a[i][n + i] = 1;
        }
        for (int column = 0; column < n; column++) {
            swapPivotUp(a, column);
            double pivot = a[column][column];
            if (!(Math.abs(pivot) > 1e-12)) {
                throw new IllegalArgumentException("the rotors cannot produce thrust and all three moments");
            }
            for (int j = 0; j < 2 * n; j++) {
                a[column][j] /= pivot;
            }
            for (int i = 0; i < n; i++) {
                if (i != column) {
                    eliminate(a[i], a[column], a[i][column]);
                }
            }
        }
        double[][] inverse = new double[n][n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(a[i], n, inverse[i], 0, n);
        }
        return inverse;
    }

    private static void swapPivotUp(double[][] a, int column) {
        int best = column;
        for (int i = column + 1; i < a.length; i++) {
            if (Math.abs(a[i][column]) > Math.abs(a[best][column])) {
                best = i;
            }
        }
        double[] row = a[column];
        a[column] = a[best];
        a[best] = row;
    }

    private static void eliminate(double[] row, double[] pivotRow, double factor) {
        for (int j = 0; j < row.length; j++) {
            row[j] -= factor * pivotRow[j];
        }
    }
}
