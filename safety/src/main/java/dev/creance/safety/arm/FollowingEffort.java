package dev.creance.safety.arm;

import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.ChainMotion;
import dev.creance.dynamics.arm.InverseDynamics;
import dev.creance.dynamics.arm.MassMatrix;
import dev.creance.runtime.HotPath;

/**
 * The efforts that it takes to follow the set points exactly, by the arm's model, without friction: with the displacement before, x_b,
 *
 * <pre>
 * τ = M(q) (x − x_b) / T² + h(q, x_b / T)        |τ_i| ≤ η τ_i,max
 * </pre>
 */
@HotPath
final class FollowingEffort {
    private final int n;
    private final double tickS;
    private final double[] most;
    private final ChainMotion motion;
    private final MassMatrix inertia;
    private final InverseDynamics dynamics;
    private final double[] mass;
    private final double[] bias;
    private final double[] before;
    private final double[] speed;
    private final double[] slope;

    /** @param share of the drives' greatest efforts */
    FollowingEffort(Chain chain, double share, double tickS) {
        n = chain.size();
        this.tickS = tickS;
        most = chain.joints().stream()
                .mapToDouble(joint -> share * joint.limits().effort())
                .toArray();
        motion = new ChainMotion(chain);
        inertia = new MassMatrix(chain);
        dynamics = new InverseDynamics(chain);
        mass = new double[n * n];
        bias = new double[n];
        before = new double[n];
        speed = new double[n];
        slope = new double[n];
    }

    int mostRows() {
        return 2 * n;
    }

    /** Takes up set points and the displacement that led to them. */
    void look(double[] joints, double[] displacement) {
        for (int i = 0; i < n; i++) {
            before[i] = displacement[i];
            speed[i] = displacement[i] / tickS;
        }
        motion.update(joints, speed);
        inertia.compute(motion, mass);
        dynamics.bias(motion, bias);
    }

    double effort(int joint, double[] displacement) {
        double effort = bias[joint];
        for (int j = 0; j < n; j++) {
            effort += mass[joint * n + j] * (displacement[j] - before[j]) / (tickS * tickS);
        }
        return effort;
    }

    boolean holds(double[] displacement) {
        boolean holds = true;
        for (int i = 0; i < n; i++) {
            holds &= Math.abs(effort(i, displacement)) <= most[i];
        }
        return holds;
    }

    /** About any displacements: the rows are linear. */
    void addTo(CouplingRows rows) {
        for (int i = 0; i < n; i++) {
            if (most[i] < Double.POSITIVE_INFINITY) {
                for (int j = 0; j < n; j++) {
                    slope[j] = mass[i * n + j] / (tickS * tickS);
                }
                double here = effort(i, rows.about());
                rows.atLeast(slope, -most[i] - here);
                for (int j = 0; j < n; j++) {
                    slope[j] = -slope[j];
                }
                rows.atLeast(slope, here - most[i]);
            }
        }
    }
}
