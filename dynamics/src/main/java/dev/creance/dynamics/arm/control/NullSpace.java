package dev.creance.dynamics.arm.control;

import dev.creance.dynamics.arm.Jacobian;
import dev.creance.runtime.HotPath;

/** Takes out of joint efforts what the tool would feel: τ − Jᵀ (J Jᵀ + λ² 1)⁻¹ J τ. */
@HotPath
final class NullSpace {
    private final DampedInverse inverse = new DampedInverse();
    private final double[] solution = new double[Jacobian.ROWS];

    /** @param effortOut what the posture asks for; left is the part that the tool does not feel */
    void project(double[] jacobian, double[] effortOut) {
        int n = effortOut.length;
        for (int row = 0; row < Jacobian.ROWS; row++) {
            double sum = 0;
            for (int j = 0; j < n; j++) {
                sum += jacobian[row * n + j] * effortOut[j];
            }
            solution[row] = -sum;
        }
        inverse.factorize(jacobian, n);
        inverse.solve(solution);
        Jacobian.addTransposed(jacobian, solution, effortOut);
    }
}
