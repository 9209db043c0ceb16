package dev.creance.dynamics.arm.control;

import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.ChainMotion;
import dev.creance.dynamics.arm.MassMatrix;

/**
 * Springs and dampers for an arm's joints, each for the inertia that it feels with the arm in the middle of its joints' ranges:
 *
 * <pre>
 * K = ω² m      D = 2 ω m
 * </pre>
 *
 * With ω = 20 rad/s a Panda's first joints get 500 to 1000 Nm/rad, about what its maker's examples give them.
 *
 * @param stiffness per joint, Nm/rad or N/m
 * @param damping per joint, Nm s/rad or N s/m
 */
public record JointGains(double[] stiffness, double[] damping) {
    private static final double RAD_PER_S = 20;

    public static JointGains of(Chain chain) {
        int n = chain.size();
        double[] middle = chain.joints().stream()
                .mapToDouble(
                        joint -> middle(joint.limits().lower(), joint.limits().upper()))
                .toArray();
        ChainMotion motion = new ChainMotion(chain);
        motion.update(middle, new double[n]);
        double[] mass = new double[n * n];
        new MassMatrix(chain).compute(motion, mass);
        JointGains gains = new JointGains(new double[n], new double[n]);
        for (int i = 0; i < n; i++) {
            gains.stiffness[i] = RAD_PER_S * RAD_PER_S * mass[i * n + i];
            gains.damping[i] = 2 * RAD_PER_S * mass[i * n + i];
        }
        return gains;
    }

    private static double middle(double lower, double upper) {
        return Double.isInfinite(lower) || Double.isInfinite(upper) ? 0 : (lower + upper) / 2;
    }
}
