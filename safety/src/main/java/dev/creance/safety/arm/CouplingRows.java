package dev.creance.safety.arm;

import dev.creance.runtime.HotPath;
import dev.creance.safety.qp.HalfSpaces;

/**
 * Rows for the displacements x of all joints, about some x_0, as the projection wants them: in shares of each joint's greatest
 * displacement, u_i = x_i / X_i, and tightened by what set points may be off by when they are rounded for the wire.
 */
@HotPath
final class CouplingRows {
    private final int n;
    private final HalfSpaces rows;
    private final double[] most;
    private final double[] ulp;
    private final double[] about;
    private final double[] normal;

    CouplingRows(SetPointAxis[] axes, HalfSpaces rows) {
        n = axes.length;
        this.rows = rows;
        most = new double[n];
        ulp = new double[n];
        for (int i = 0; i < n; i++) {
            most[i] = axes[i].most();
            ulp[i] = SetPointAxis.grain(axes[i].lower(), axes[i].upper()) / 2;
        }
        about = new double[n];
        normal = new double[n];
    }

    /** The next rows are about these. */
    void about(double[] displacement) {
        System.arraycopy(displacement, 0, about, 0, n);
    }

    double[] about() {
        return about;
    }

    double toShare(int joint, double displacement) {
        return displacement / most[joint];
    }

    double toDisplacement(int joint, double share) {
        return share * most[joint];
    }

    /** slope · (x − x_0) ≥ amount */
    void atLeast(double[] slope, double amount) {
        double bound = -amount;
        for (int i = 0; i < n; i++) {
            normal[i] = -slope[i] * most[i];
            bound -= slope[i] * about[i] + Math.abs(slope[i]) * ulp[i];
        }
        rows.add(normal, bound);
    }
}
