package dev.creance.dynamics.arm.control;

import dev.creance.dynamics.arm.Jacobian;
import dev.creance.runtime.HotPath;

/**
 * Takes out of joint efforts what the tool would feel: τ − Jᵀ (J Jᵀ + λ² 1)⁻¹ J τ. The damping λ keeps it finite where the arm
 * is singular, or has less than six joints before the tool.
 */
@HotPath
final class NullSpace {
    private static final double DAMPING = 0.05;
    private static final int N = Jacobian.ROWS;

    private final double[] factor = new double[N * N];
    private final double[] solution = new double[N];

    /** @param effortOut what the posture asks for; left is the part that the tool does not feel */
    void project(double[] jacobian, double[] effortOut) {
        int n = effortOut.length;
        for (int row = 0; row < N; row++) {
            double sum = 0;
            for (int j = 0; j < n; j++) {
                sum += jacobian[row * n + j] * effortOut[j];
            }
            solution[row] = -sum;
            for (int column = 0; column <= row; column++) {
                factor[row * N + column] = rowProduct(jacobian, row, column, n);
            }
            factor[row * N + row] += DAMPING * DAMPING;
        }
        factorize();
        solve();
        Jacobian.addTransposed(jacobian, solution, effortOut);
    }

    private static double rowProduct(double[] jacobian, int a, int b, int n) {
        double sum = 0;
        for (int j = 0; j < n; j++) {
            sum += jacobian[a * n + j] * jacobian[b * n + j];
        }
        return sum;
    }

    /** Cholesky, in place: A = L Lᵀ. */
    private void factorize() {
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

    /** L y = b, then Lᵀ x = y. */
    private void solve() {
        for (int row = 0; row < N; row++) {
            for (int k = 0; k < row; k++) {
                solution[row] -= factor[row * N + k] * solution[k];
            }
            solution[row] /= factor[row * N + row];
        }
        for (int row = N - 1; row >= 0; row--) {
            for (int k = row + 1; k < N; k++) {
                solution[row] -= factor[k * N + row] * solution[k];
            }
            solution[row] /= factor[row * N + row];
        }
    }
}
