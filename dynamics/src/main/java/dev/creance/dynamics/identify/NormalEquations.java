package dev.creance.dynamics.identify;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealVector;

/** {@code N δ = −g} of a least-squares fit at its end, in sums over blocks of rows, so that blocks can be left out. */
final class NormalEquations {
    private final double[][] total;
    private final double[] totalGradient;
    private final double[][][] ofBlock;
    private final double[][] gradientOfBlock;

    /**
     * @param columns derivatives of the rows, per parameter; rows of several signals, one signal after the other
     * @param scale of the columns
     * @param windows rows of one signal; they fall into {@code blocks} of equal length
     */
    NormalEquations(double[][] columns, double[] rows, double[] scale, int blocks, int windows) {
        int n = columns.length;
        total = new double[n][n];
        totalGradient = new double[n];
        ofBlock = new double[blocks][n][n];
        gradientOfBlock = new double[blocks][n];
        for (int i = 0; i < rows.length; i++) {
            int block = (int) ((long) (i % windows) * blocks / windows);
            for (int p = 0; p < n; p++) {
                double scaled = columns[p][i] * scale[p];
                gradientOfBlock[block][p] += scaled * rows[i];
                for (int q = 0; q <= p; q++) {
                    ofBlock[block][p][q] += scaled * columns[q][i] * scale[q];
                }
            }
        }
        for (int b = 0; b < blocks; b++) {
            for (int p = 0; p < n; p++) {
                totalGradient[p] += gradientOfBlock[b][p];
                for (int q = 0; q <= p; q++) {
                    ofBlock[b][q][p] = ofBlock[b][p][q];
                    total[p][q] += ofBlock[b][p][q];
                    total[q][p] = total[p][q];
                }
            }
        }
    }

    /** N of all blocks. */
    double[][] total() {
        return total;
    }

    /** δ without one block; none along directions that are not seen. */
    double[] stepWithout(int block, double unseen) {
        int n = total.length;
        double[][] normal = new double[n][n];
        double[] gradient = new double[n];
        for (int p = 0; p < n; p++) {
            gradient[p] = totalGradient[p] - gradientOfBlock[block][p];
            for (int q = 0; q < n; q++) {
                normal[p][q] = total[p][q] - ofBlock[block][p][q];
            }
        }
        return solve(normal, gradient, unseen);
    }

    /** δ with all blocks; none along directions that are not seen. */
    double[] step(double unseen) {
        return solve(total, totalGradient, unseen);
    }

    private static double[] solve(double[][] normal, double[] gradient, double unseen) {
        int n = normal.length;
        EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(new Array2DRowRealMatrix(normal));
        RealVector step = new ArrayRealVector(n);
        RealVector g = new ArrayRealVector(gradient, false);
        for (int i = 0; i < n; i++) {
            double value = eigen.getEigenvalue(i);
            if (value > unseen * eigen.getEigenvalue(0)) {
                RealVector v = eigen.getEigenvector(i);
                step = step.subtract(v.mapMultiply(v.dotProduct(g) / value));
            }
        }
        return step.toArray();
    }
}
