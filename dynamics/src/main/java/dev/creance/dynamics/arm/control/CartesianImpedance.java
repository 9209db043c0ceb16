package dev.creance.dynamics.arm.control;

import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.ChainMotion;
import dev.creance.dynamics.arm.InverseDynamics;
import dev.creance.dynamics.arm.Jacobian;
import dev.creance.dynamics.arm.ToolMotion;
import dev.creance.runtime.HotPath;
import java.util.Arrays;

/**
 * Holds an arm's tool to a reference pose like a spring and a damper, with the reference clipped to the tool's surroundings, as
 * SERL runs it at 1 kHz under a policy of 10 Hz:
 *
 * <pre>
 * e = clip(reference − pose)
 * τ = Jᵀ (K e − D v) + N (k (q₀ − q) − 2 √k q') + h(q, q')
 * </pre>
 *
 * with N what the tool does not feel, q₀ the posture and h the arm's weight, Coriolis and centrifugal efforts. All but the
 * weight is limited in its rate of change. Not thread-safe.
 */
@HotPath
public final class CartesianImpedance {
    private final ImpedanceSettings settings;
    private final double periodS;
    private final double[] posture;
    private final double[] stiffness = new double[Jacobian.ROWS];
    private final double[] damping = new double[Jacobian.ROWS];

    private final ChainMotion motion;
    private final ToolMotion tool;
    private final InverseDynamics inverse;
    private final EffortLimits limits;
    private final NullSpace nullSpace = new NullSpace();
    private final double[] error = new double[Jacobian.ROWS];
    private final double[] effort;
    private final double[] weight;
    private final double[] coriolis;
    private final double[] previous;

    /**
     * @param posture joint positions to stay near
     * @param periodS time from call to call
     */
    public CartesianImpedance(Chain chain, ImpedanceSettings settings, double[] posture, double periodS) {
        this.settings = settings;
        this.periodS = periodS;
        this.posture = posture.clone();
        motion = new ChainMotion(chain);
        tool = new ToolMotion(chain);
        inverse = new InverseDynamics(chain);
        limits = new EffortLimits(chain);
        effort = new double[chain.size()];
        weight = new double[chain.size()];
        coriolis = new double[chain.size()];
        previous = new double[chain.size()];
        Arrays.fill(stiffness, 0, 3, settings.stiffnessNPerM());
        Arrays.fill(stiffness, 3, 6, settings.stiffnessNmPerRad());
        Arrays.fill(damping, 0, 3, settings.dampingNSPerM());
        Arrays.fill(damping, 3, 6, settings.dampingNmSPerRad());
        if (posture.length != chain.size()) {
            throw new IllegalArgumentException(
                    "posture has " + posture.length + " values for " + chain.size() + " joints");
        }
    }

    /** Back to before the first call: efforts start from the arm's weight alone. */
    public void reset() {
        Arrays.fill(previous, 0);
    }

    /** Another posture from now on. */
    void posture(double[] posture) {
        System.arraycopy(posture, 0, this.posture, 0, this.posture.length);
    }

    /** Other stiffness and damping from now on, x, y, z, then about them. */
    void impedance(double[] stiffness, double[] damping) {
        System.arraycopy(stiffness, 0, this.stiffness, 0, Jacobian.ROWS);
        System.arraycopy(damping, 0, this.damping, 0, Jacobian.ROWS);
    }

    /** Efforts for a reference pose. */
    public void efforts(double[] position, double[] velocity, ToolReference reference, double[] effortOut) {
        motion.update(position, velocity);
        tool.update(motion);
        inverse.bias(motion, coriolis);
        inverse.gravity(motion, weight);
        holdPosture(position, velocity);
        nullSpace.project(tool.jacobian, effort);
        pull(reference);
        Jacobian.addTransposed(tool.jacobian, error, effort);
        double mostChange = settings.effortRate() * periodS;
        for (int i = 0; i < effort.length; i++) {
            double wanted = effort[i] + coriolis[i] - weight[i];
            double limited = previous[i] + Limit.to(wanted - previous[i], mostChange);
            previous[i] = Double.isFinite(limited) ? limited : previous[i];
            effortOut[i] = limited + weight[i];
        }
        limits.clip(effortOut);
    }

    /** The spring's and the damper's force and moment, in place of the error. */
    private void pull(ToolReference reference) {
        PoseError.of(reference, tool, error);
        for (int k = 0; k < Jacobian.ROWS; k++) {
            double clipped = Limit.to(error[k], k < 3 ? settings.clipM() : settings.clipRad());
            error[k] = stiffness[k] * clipped - damping[k] * tool.velocity[k];
        }
    }

    private void holdPosture(double[] position, double[] velocity) {
        double k = settings.postureStiffness();
        double d = 2 * Math.sqrt(k);
        for (int i = 0; i < effort.length; i++) {
            effort[i] = k * (posture[i] - position[i]) - d * velocity[i];
        }
    }
}
