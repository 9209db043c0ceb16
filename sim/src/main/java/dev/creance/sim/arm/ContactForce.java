package dev.creance.sim.arm;

import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.ChainMotion;
import dev.creance.dynamics.arm.Jacobian;
import dev.creance.runtime.HotPath;

/**
 * How hard the tool presses into a wall, beside the most that a limited lead and a limited speed let it. The firmware's law, with the
 * stiffness κ_i in joint i, is as stiff along the wall's normal n as k = 1 / Σ (n·J_i)²/κ_i at the tool. A set point no farther ahead than
 * l pulls with no more than P = k l, and an impact alone presses with no more than I: the wall's spring, K, takes up both energies, and by
 * the depth d has
 *
 * <pre>
 * d²K/2 ≤ I²/2K + P d        ⇔        d K ≤ P + √(P² + I²)
 * </pre>
 */
@HotPath
public final class ContactForce {
    private final WallContact contact;
    private final ElasticWall wall;
    private final Chain.Tool tool;
    private final double[] stiffness;
    private final double leadM;
    private final double impactN;
    private final double[] forceN = new double[3];
    private final double[] placeM = new double[3];
    private final double[] jacobian;

    /**
     * Of an arm.
     *
     * @param stiffness of its firmware's law, per joint
     */
    public ContactForce(ArmLimits limits, Chain chain, ElasticWall wall, double[] stiffness) {
        contact = new WallContact(chain, wall);
        this.wall = wall;
        this.stiffness = stiffness.clone();
        tool = chain.tool();
        leadM = limits.leadM();
        impactN = limits.contactForceN();
        jacobian = new double[Jacobian.ROWS * chain.size()];
    }

    /** Normal force over the most that it may be: above 1 where it is more; 0 where nothing limits it. */
    public double share(ChainMotion motion) {
        if (!(leadM + impactN < Double.POSITIVE_INFINITY)) {
            return 0;
        }
        contact.force(motion, forceN);
        double normal = 0;
        for (int k = 0; k < 3; k++) {
            normal += forceN[k] * wall.normal()[k];
        }
        if (normal == 0) {
            return 0;
        }
        double press = leadM * stiffnessNPerM(motion);
        return normal / (press + Math.sqrt(press * press + impactN * impactN));
    }

    private double stiffnessNPerM(ChainMotion motion) {
        int n = stiffness.length;
        motion.point(tool.link(), tool.pose().positionM(), placeM);
        Jacobian.ofPoint(motion, tool.link(), placeM, jacobian);
        double gives = 0;
        for (int i = 0; i < n; i++) {
            double along = 0;
            for (int k = 0; k < 3; k++) {
                along += wall.normal()[k] * jacobian[k * n + i];
            }
            gives += along * along / stiffness[i];
        }
        return 1 / gives;
    }
}
