package dev.creance.dynamics.arm;

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

    /** The link's axes at a joint position, given by sine and cosine. */
    void rotation(double sin, double cos, double[] out) {
        out[0] = still[0] + cos * cosine[0] + sin * sine[0];
        out[1] = still[1] + cos * cosine[1] + sin * sine[1];
        out[2] = still[2] + cos * cosine[2] + sin * sine[2];
        out[3] = still[3] + cos * cosine[3] + sin * sine[3];
        out[4] = still[4] + cos * cosine[4] + sin * sine[4];
        out[5] = still[5] + cos * cosine[5] + sin * sine[5];
        out[6] = still[6] + cos * cosine[6] + sin * sine[6];
        out[7] = still[7] + cos * cosine[7] + sin * sine[7];
        out[8] = still[8] + cos * cosine[8] + sin * sine[8];
    }

    /** The link's axes where the joint slides. */
    double[] zeroRotation() {
        return zero;
    }
}
