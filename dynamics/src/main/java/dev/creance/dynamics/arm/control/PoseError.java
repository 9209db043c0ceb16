package dev.creance.dynamics.arm.control;

import dev.creance.dynamics.arm.ToolMotion;
import dev.creance.runtime.HotPath;

/** From a tool's pose to its reference: x, y, z in m, then a rotation in rad, in base axes. */
@HotPath
final class PoseError {
    /** Cosine of half the angle below which it is taken as this, so that the error stays finite at half a turn. */
    private static final double LEAST_HALF_COSINE = 0.1;

    private PoseError() {}

    /**
     * The rotation E = R_ref Rᵀ by θ about a unit vector a has the skew part a sin θ and the trace 1 + 2 cos θ; the error is
     * a · 2 sin(θ/2) = a sin θ / cos(θ/2), which is a θ for small angles.
     */
    static void of(ToolReference reference, ToolMotion tool, double[] errorOut) {
        double[] d = reference.rotation;
        double[] r = tool.rotation;
        for (int k = 0; k < 3; k++) {
            errorOut[k] = reference.positionM[k] - tool.positionM[k];
        }
        double trace = 0;
        for (int k = 0; k < 9; k++) {
            trace += d[k] * r[k];
        }
        double scale = 0.5 / Math.max(LEAST_HALF_COSINE, Math.sqrt(Math.max(0, 1 + trace)) / 2);
        errorOut[3] = scale * (product(d, 6, r, 3) - product(d, 3, r, 6));
        errorOut[4] = scale * (product(d, 0, r, 6) - product(d, 6, r, 0));
        errorOut[5] = scale * (product(d, 3, r, 0) - product(d, 0, r, 3));
    }

    /** An entry of R_ref Rᵀ: a row of one times a row of the other. */
    private static double product(double[] a, int rowA, double[] b, int rowB) {
        return a[rowA] * b[rowB] + a[rowA + 1] * b[rowB + 1] + a[rowA + 2] * b[rowB + 2];
    }
}
