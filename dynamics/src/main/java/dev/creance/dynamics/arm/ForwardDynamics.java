package dev.creance.dynamics.arm;

import static java.lang.Math.fma;

import dev.creance.runtime.HotPath;

/**
 * Joint accelerations from joint efforts by the articulated-body algorithm (RBDA table 7.1), in base coordinates, with the
 * rotors' inertia on the diagonal. There the drift c of links adds up without transforms, so that it can be taken out first:
 * with a_i = a'_i + Σ_{j≤i} c_j − g, what is left to find is a', and the forces to begin with are those of inverse dynamics at
 * joints that do not accelerate, pᴬ_i = I_i (Σ_{j≤i} c_j − g) + v_i ×* I_i v_i − f_i. Inward, from the last link to the first:
 *
 * <pre>
 * U_i = Iᴬ_i S_i      d_i = S_iᵀ U_i + armature_i      u_i = τ_i − S_iᵀ pᴬ_i
 * Iᴬ_p += Iᴬ_i − U_i U_iᵀ / d_i
 * pᴬ_p += pᴬ_i + U_i u_i / d_i
 * </pre>
 *
 * and outward:
 *
 * <pre>
 * q''_i = (u_i − U_iᵀ a'_p) / d_i      a'_i = a'_p + S_i q''_i
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
    private final double[] inverse;
    private final double[] drive;
    private final double[] acceleration = new double[6];

    public ForwardDynamics(Chain chain) {
        int n = chain.size();
        armature = chain.joints().stream()
                .mapToDouble(joint -> joint.drivetrain().armature())
                .toArray();
        gravity = chain.gravityMPerS2().clone();
        toolLink = chain.tool().link();
        articulated = new double[n][ArticulatedInertia.SIZE];
        force = new double[n][6];
        weight = new double[n][6];
        inverse = new double[n];
        drive = new double[n];
    }

    /**
     * @param effort what acts along the joints, friction included
     * @param toolWrench spatial force on the tool's link, about the base's origin: moment, force
     */
    public void accelerations(ChainMotion motion, double[] effort, double[] toolWrench, double[] accelerationOut) {
        begin(motion, toolWrench);
        int last = motion.size() - 1;
        ArticulatedInertia.ofRigid(motion.inertia[last], articulated[last]);
        for (int i = last; i >= 0; i--) {
            hinge(i, motion.axis[i], effort[i]);
            if (i > 0) {
                ArticulatedInertia.through(
                        articulated[i], weight[i], inverse[i], motion.inertia[i - 1], articulated[i - 1]);
                Spatial.add(force[i], drive[i] * inverse[i], weight[i], force[i - 1]);
            }
        }
        spread(motion, accelerationOut);
    }

    private void begin(ChainMotion motion, double[] toolWrench) {
        for (int k = 0; k < 3; k++) {
            acceleration[k] = 0;
            acceleration[k + 3] = -gravity[k];
        }
        for (int i = 0; i < motion.size(); i++) {
            Spatial.add(motion.drift[i], 1, acceleration);
            motion.force(i, acceleration, force[i]);
        }
        Spatial.add(toolWrench, -1, force[toolLink]);
    }

    private void hinge(int i, double[] s, double effort) {
        inverse[i] = 1 / (ArticulatedInertia.multiply(articulated[i], s, weight[i]) + armature[i]);
        drive[i] = effort - Spatial.dot(s, force[i]);
    }

    private void spread(ChainMotion motion, double[] accelerationOut) {
        double x = 0;
        double y = 0;
        double z = 0;
        double u = 0;
        double v = 0;
        double w = 0;
        for (int i = 0; i < inverse.length; i++) {
            double[] f = weight[i];
            double[] s = motion.axis[i];
            double felt = fma(v, f[4], fma(z, f[2], x * f[0])) + fma(w, f[5], fma(u, f[3], y * f[1]));
            double out = (drive[i] - felt) * inverse[i];
            accelerationOut[i] = out;
            x = fma(out, s[0], x);
            y = fma(out, s[1], y);
            z = fma(out, s[2], z);
            u = fma(out, s[3], u);
            v = fma(out, s[4], v);
            w = fma(out, s[5], w);
        }
    }
}
