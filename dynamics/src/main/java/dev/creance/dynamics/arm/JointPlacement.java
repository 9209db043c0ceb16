package dev.creance.dynamics.arm;

import static java.lang.Math.fma;

import dev.creance.runtime.HotPath;

/**
 * Where a joint puts its link in the frame of the link before. With P the rotation at position 0 and a the axis, Rodrigues'
 * formula gives P R(a, q) = P a aᵀ + cos q (P − P a aᵀ) + sin q P [a]×, whose three matrices do not change.
 */
@HotPath
final class JointPlacement {
    /** Position at joint position 0. */
    final double[] positionM;

    /** The axis, unit vector. */
    final double[] axis = new double[3];

    /** Whether it turns; else it slides. */
    final boolean turns;

    private final double[] zero;
    private final double[] still = new double[9];
    private final double[] cosine = new double[9];
    private final double[] sine = new double[9];

    JointPlacement(Joint joint) {
        positionM = joint.placement().positionM().clone();
        turns = joint.kind() == JointKind.REVOLUTE;
        zero = joint.placement().rotation().clone();
        double[] a = joint.axis();
        Matrix3.transform(zero, a, axis);
        Matrix3.multiply(zero, new double[] {0, -a[2], a[1], a[2], 0, -a[0], -a[1], a[0], 0}, sine);
        for (int i = 0; i < 9; i++) {
            still[i] = axis[i / 3] * a[i % 3];
            cosine[i] = zero[i] - still[i];
        }
    }

    /** The link's axes in base coordinates: those of the link before, turned by sine and cosine of the joint's position. */
    void turn(double[] before, double sin, double cos, double[] out) {
        double xx = fma(sin, sine[0], fma(cos, cosine[0], still[0]));
        double xy = fma(sin, sine[1], fma(cos, cosine[1], still[1]));
        double xz = fma(sin, sine[2], fma(cos, cosine[2], still[2]));
        double yx = fma(sin, sine[3], fma(cos, cosine[3], still[3]));
        double yy = fma(sin, sine[4], fma(cos, cosine[4], still[4]));
        double yz = fma(sin, sine[5], fma(cos, cosine[5], still[5]));
        double zx = fma(sin, sine[6], fma(cos, cosine[6], still[6]));
        double zy = fma(sin, sine[7], fma(cos, cosine[7], still[7]));
        double zz = fma(sin, sine[8], fma(cos, cosine[8], still[8]));
        for (int row = 0; row < 9; row += 3) {
            double x = before[row];
            double y = before[row + 1];
            double z = before[row + 2];
            out[row] = fma(z, zx, fma(y, yx, x * xx));
            out[row + 1] = fma(z, zy, fma(y, yy, x * xy));
            out[row + 2] = fma(z, zz, fma(y, yz, x * xz));
        }
    }

    /** The link's axes where the joint slides. */
    double[] zeroRotation() {
        return zero;
    }
}
