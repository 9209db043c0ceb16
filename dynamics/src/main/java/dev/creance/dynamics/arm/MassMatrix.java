package dev.creance.dynamics.arm;

import dev.creance.runtime.HotPath;
import java.util.Arrays;

/**
 * The joint-space inertia M(q) by the composite-rigid-body algorithm (RBDA table 6.2) in base coordinates: with Iᶜ_i the
 * inertia of link i and all beyond it, M_ij = S_jᵀ Iᶜ_i S_i for j ≤ i, and the rotors' inertia on the diagonal.
 * Allocation-free after construction; not thread-safe.
 */
@HotPath
public final class MassMatrix {
    private final double[] armature;
    private final double[] composite = new double[SpatialInertia.SIZE];
    private final double[] momentum = new double[6];

    public MassMatrix(Chain chain) {
        armature = chain.joints().stream()
                .mapToDouble(joint -> joint.drivetrain().armature())
                .toArray();
    }

    /** @param massOut n×n, row-major */
    public void compute(ChainMotion motion, double[] massOut) {
        int n = motion.size();
        Arrays.fill(composite, 0);
        for (int i = n - 1; i >= 0; i--) {
            SpatialInertia.add(motion.inertia[i], composite);
            SpatialInertia.multiply(composite, motion.axis[i], momentum);
            for (int j = 0; j <= i; j++) {
                double entry = Spatial.dot(motion.axis[j], momentum);
                massOut[i * n + j] = entry;
                massOut[j * n + i] = entry;
            }
            massOut[i * n + i] += armature[i];
        }
    }
}
