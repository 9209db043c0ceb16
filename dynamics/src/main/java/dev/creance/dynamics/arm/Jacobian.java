package dev.creance.dynamics.arm;

import dev.creance.runtime.HotPath;

/**
 * How joint speeds move a point of a link. Six rows of n, row-major: the point's velocity x, y, z, then the link's angular
 * velocity x, y, z, in base axes. Column j is (v_j + ω_j × point, ω_j) with S_j = (ω_j, v_j), 0 for joints beyond the link.
 */
@HotPath
public final class Jacobian {
    public static final int ROWS = 6;

    private Jacobian() {}

    /** @param pointM in base coordinates */
    public static void ofPoint(ChainMotion motion, int link, double[] pointM, double[] jacobianOut) {
        int n = motion.size();
        for (int j = 0; j < n; j++) {
            double[] s = motion.axis[j];
            double moves = j <= link ? 1 : 0;
            jacobianOut[j] = moves * (s[3] + s[1] * pointM[2] - s[2] * pointM[1]);
            jacobianOut[n + j] = moves * (s[4] + s[2] * pointM[0] - s[0] * pointM[2]);
            jacobianOut[2 * n + j] = moves * (s[5] + s[0] * pointM[1] - s[1] * pointM[0]);
            jacobianOut[3 * n + j] = moves * s[0];
            jacobianOut[4 * n + j] = moves * s[1];
            jacobianOut[5 * n + j] = moves * s[2];
        }
    }

    /** effort += Jᵀ wrench, the joint efforts that balance a force and a moment at the point. */
    public static void addTransposed(double[] jacobian, double[] wrench, double[] effortOut) {
        int n = effortOut.length;
        for (int j = 0; j < n; j++) {
            double sum = 0;
            for (int row = 0; row < ROWS; row++) {
                sum += jacobian[row * n + j] * wrench[row];
            }
            effortOut[j] += sum;
        }
    }
}
