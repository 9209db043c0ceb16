package dev.creance.dynamics.arm.control;

import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.ChainMotion;
import dev.creance.dynamics.arm.InverseDynamics;
import dev.creance.runtime.HotPath;

/**
 * Holds joints at a reference with a spring and a damper each, and carries the arm's weight:
 *
 * <pre>
 * τ = K (q_ref − q) + D (q'_ref − q') + g(q)
 * </pre>
 *
 * Globally stable at rest for every positive K and D (Takegaki and Arimoto, J. Dyn. Sys. Meas. Control 103(2), 1981).
 * Not thread-safe.
 */
@HotPath
public final class JointPd {
    private final double[] stiffness;
    private final double[] damping;
    private final ChainMotion motion;
    private final InverseDynamics inverse;
    private final EffortLimits limits;
    private final double[] still;

    /**
     * @param stiffness per joint, Nm/rad or N/m
     * @param damping per joint, Nm s/rad or N s/m
     */
    public JointPd(Chain chain, double[] stiffness, double[] damping) {
        this.stiffness = stiffness.clone();
        this.damping = damping.clone();
        motion = new ChainMotion(chain);
        inverse = new InverseDynamics(chain);
        limits = new EffortLimits(chain);
        still = new double[chain.size()];
        if (stiffness.length != chain.size() || damping.length != chain.size()) {
            throw new IllegalArgumentException("stiffness has " + stiffness.length + " and damping " + damping.length
                    + " values for " + chain.size() + " joints");
        }
    }

    /** Efforts for a reference of joint positions and velocities. */
    public void efforts(
            double[] position,
            double[] velocity,
            double[] referencePosition,
            double[] referenceVelocity,
            double[] effortOut) {
        motion.update(position, still);
        inverse.gravity(motion, effortOut);
        for (int i = 0; i < stiffness.length; i++) {
            effortOut[i] += stiffness[i] * (referencePosition[i] - position[i])
                    + damping[i] * (referenceVelocity[i] - velocity[i]);
        }
        limits.clip(effortOut);
    }
}
