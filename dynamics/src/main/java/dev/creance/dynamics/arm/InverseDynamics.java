package dev.creance.dynamics.arm;

import dev.creance.runtime.HotPath;
import java.util.Arrays;

/**
 * Joint efforts that bring about given accelerations, by the recursive Newton-Euler algorithm (RBDA table 5.1) in base
 * coordinates: outward a_i = a_p + c_i + S_i q''_i with the base accelerating against gravity and f_i = I a_i + v ×* I v − f,
 * inward f_p += f_i and τ_i = S_iᵀ f_i + armature_i q''_i. Friction is not in it, see {@link JointFriction}.
 * Allocation-free after construction; not thread-safe.
 */
@HotPath
public final class InverseDynamics {
    private final double[] armature;
    private final double[] gravity;
    private final int toolLink;

    private final double[][] force;
    private final double[] acceleration = new double[6];
    private final double[] carried = new double[6];
    private final double[] lift = new double[6];
    private final double[] upward = new double[3];
    private final double[] still;

    public InverseDynamics(Chain chain) {
        armature = chain.joints().stream()
                .mapToDouble(joint -> joint.drivetrain().armature())
                .toArray();
        gravity = chain.gravityMPerS2().clone();
        toolLink = chain.tool().link();
        force = new double[chain.size()][6];
        still = new double[chain.size()];
    }

    /**
     * @param jointAcceleration per joint
     * @param toolWrench spatial force on the tool's link, about the base's origin: moment, force
     */
    public void efforts(ChainMotion motion, double[] jointAcceleration, double[] toolWrench, double[] effortOut) {
        accelerate(motion, jointAcceleration);
        Spatial.add(toolWrench, -1, force[toolLink]);
        collect(motion, jointAcceleration, effortOut);
    }

    /** Efforts of gravity, Coriolis and centrifugal terms: h in M q'' + h = τ. */
    public void bias(ChainMotion motion, double[] effortOut) {
        accelerate(motion, still);
        collect(motion, still, effortOut);
    }

    /** Efforts that carry the arm's weight at rest: −Sᵀ Σ (c × m g, m g) over the links a joint carries. */
    public void gravity(ChainMotion motion, double[] effortOut) {
        Arrays.fill(carried, 0);
        for (int i = motion.size() - 1; i >= 0; i--) {
            for (int k = 0; k < 3; k++) {
                upward[k] = -motion.inertia[i][0] * gravity[k];
            }
            Spatial.forceAt(motion.centre[i], upward, lift);
            Spatial.add(lift, 1, carried);
            effortOut[i] = Spatial.dot(motion.axis[i], carried);
        }
    }

    private void accelerate(ChainMotion motion, double[] jointAcceleration) {
        for (int k = 0; k < 3; k++) {
            acceleration[k] = 0;
            acceleration[k + 3] = -gravity[k];
        }
        for (int i = 0; i < motion.size(); i++) {
            Spatial.add(motion.drift[i], 1, acceleration);
            Spatial.add(motion.axis[i], jointAcceleration[i], acceleration);
            motion.force(i, acceleration, force[i]);
        }
    }

    private void collect(ChainMotion motion, double[] jointAcceleration, double[] effortOut) {
        for (int i = motion.size() - 1; i >= 0; i--) {
            effortOut[i] = Spatial.dot(motion.axis[i], force[i]) + armature[i] * jointAcceleration[i];
            if (i > 0) {
                Spatial.add(force[i], 1, force[i - 1]);
            }
        }
    }
}
