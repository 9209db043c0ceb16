package dev.creance.dynamics.arm;

import dev.creance.runtime.HotPath;

/**
 * Joint accelerations from joint efforts by the articulated-body algorithm (RBDA table 7.1), in base coordinates, with the
 * rotors' inertia on the diagonal. Inward, from the last link to the first:
 *
 * <pre>
 * U_i = Iᴬ_i S_i      d_i = S_iᵀ U_i + armature_i      u_i = τ_i − S_iᵀ pᴬ_i
 * Iᴬ_p += Iᴬ_i − U_i U_iᵀ / d_i
 * pᴬ_p += pᴬ_i + Iᴬ_i c_i + U_i (u_i − U_iᵀ c_i) / d_i
 * </pre>
 *
 * with Iᴬ the rigid inertia and pᴬ = v ×* I v − f to begin with; then outward, the base accelerating against gravity:
 *
 * <pre>
 * a' = a_p + c_i      q''_i = (u_i − U_iᵀ a') / d_i      a_i = a' + S_i q''_i
 * </pre>
 *
 * Allocation-free after construction; not thread-safe.
 */
@HotPath
public final class ForwardDynamics {
    private final double[] armature;
    private final double[] gravity;
    private final int toolLink;

    private final double[][] articulated;
    private final double[][] force;
    private final double[][] weight;
    private final double[] pivot;
    private final double[] drive;
    private final double[] momentum = new double[6];
    private final double[] acceleration = new double[6];

    public ForwardDynamics(Chain chain) {
        int n = chain.size();
        armature = chain.joints().stream()
                .mapToDouble(joint -> joint.drivetrain().armature())
                .toArray();
        gravity = chain.gravityMPerS2().clone();
        toolLink = chain.tool().link();
        articulated = new double[n][36];
        force = new double[n][6];
        weight = new double[n][6];
        pivot = new double[n];
        drive = new double[n];
    }

    /**
     * @param effort what acts along the joints, friction included
     * @param toolWrench spatial force on the tool's link, about the base's origin: moment, force
     */
    public void accelerations(ChainMotion motion, double[] effort, double[] toolWrench, double[] accelerationOut) {
        begin(motion, toolWrench);
        for (int i = motion.size() - 1; i >= 0; i--) {
            hinge(i, motion.axis[i], effort[i]);
            if (i > 0) {
                pass(i, motion.drift[i]);
            }
        }
        spread(motion, accelerationOut);
    }

    private void begin(ChainMotion motion, double[] toolWrench) {
        for (int i = 0; i < motion.size(); i++) {
            SpatialInertia.expand(motion.inertia[i], articulated[i]);
            SpatialInertia.multiply(motion.inertia[i], motion.velocity[i], momentum);
            Spatial.crossForce(motion.velocity[i], momentum, force[i]);
        }
        Spatial.add(toolWrench, -1, force[toolLink]);
    }

    private void hinge(int i, double[] s, double effort) {
        multiply(articulated[i], s, weight[i]);
        pivot[i] = Spatial.dot(s, weight[i]) + armature[i];
        drive[i] = effort - Spatial.dot(s, force[i]);
    }

    private void pass(int i, double[] drift) {
        double[] inertia = articulated[i];
        double[] parent = articulated[i - 1];
        double[] u = weight[i];
        multiply(inertia, drift, momentum);
        Spatial.add(force[i], 1, force[i - 1]);
        Spatial.add(momentum, 1, force[i - 1]);
        Spatial.add(u, (drive[i] - Spatial.dot(drift, u)) / pivot[i], force[i - 1]);
        for (int row = 0; row < 6; row++) {
            double scaled = u[row] / pivot[i];
            for (int column = 0; column < 6; column++) {
                int at = 6 * row + column;
                parent[at] += inertia[at] - scaled * u[column];
            }
        }
    }

    private void spread(ChainMotion motion, double[] accelerationOut) {
        for (int k = 0; k < 3; k++) {
            acceleration[k] = 0;
            acceleration[k + 3] = -gravity[k];
        }
        for (int i = 0; i < motion.size(); i++) {
            Spatial.add(motion.drift[i], 1, acceleration);
            double out = (drive[i] - Spatial.dot(acceleration, weight[i])) / pivot[i];
            accelerationOut[i] = out;
            Spatial.add(motion.axis[i], out, acceleration);
        }
    }

    private static void multiply(double[] matrix, double[] vector, double[] out) {
        for (int row = 0; row < 6; row++) {
            int at = 6 * row;
            out[row] = matrix[at] * vector[0]
                    + matrix[at + 1] * vector[1]
                    + matrix[at + 2] * vector[2]
                    + matrix[at + 3] * vector[3]
                    + matrix[at + 4] * vector[4]
                    + matrix[at + 5] * vector[5];
        }
    }
}
