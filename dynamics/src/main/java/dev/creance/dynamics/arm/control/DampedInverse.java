package dev.creance.dynamics.arm.control;

import dev.creance.dynamics.arm.Jacobian;
import dev.creance.runtime.HotPath;

/**
 * (J Jᵀ + λ² 1)⁻¹ of a tool's Jacobian, by Cholesky. The damping λ keeps it finite where the arm is singular, or has less than six
 * joints before the tool (Wampler, IEEE Trans. Syst. Man Cybern. 16(1), 1986).
 */
@HotPath
final class DampedInverse {
    private static final double DAMPING = 0.05;
    private static final int N = Jacobian.ROWS;

    private final double[] factor = new double[N * N];

    /** Takes up a Jacobian of n columns. */
    void factorize(double[] jacobian, int n) {
        for (int row = 0; row < N; row++) {
            for (int column = 0; column <= row; column++) {
                factor[row * N + column] = rowProduct(jacobian, row, column, n);
            }
            factor[row * N + row] += DAMPING * DAMPING;
        }
        for (int row = 0; row < N; row++) {
            for (int column = 0; column <= row; column++) {
                double sum = factor[row * N + column];
                for (int k = 0; k < column; k++) {
                    sum -= factor[row * N + k] * factor[column * N + k];
                }
                factor[row * N + column] = row == column ? Math.sqrt(sum) : sum / factor[column * N + column];
            }
        }
    }

    private static double rowProduct(double[] jacobian, int a, int b, int n) {
        double sum = 0;
        for (int j = 0; j < n; j++) {
            sum += jacobian[a * n + j] * jacobian[b * n + j];
        }
        return sum;
    }

    /** L y = b, then Lᵀ x = y; in place. */
    void solve(double[] solutionOut) {
        for (int row = 0; row < N; row++) {
            for (int k = 0; k < row; k++) {
                solutionOut[row] -= factor[row * N + k] * solutionOut[k];
            }
            solutionOut[row] /= factor[row * N + row];
        }
        for (int row = N - 1; row >= 0; row--) {
            for (int k = row + 1; k < N; k++) {
                solutionOut[row] -= factor[k * N + row] * solutionOut[k];
            }
            solutionOut[row] /= factor[row * N + row];
        }
    }
}
