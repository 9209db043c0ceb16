package dev.creance.sim.arm;

import dev.creance.dynamics.arm.ArmLoads;
import dev.creance.dynamics.arm.ArmState;
import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.ChainMotion;
import dev.creance.dynamics.arm.Joint;
import dev.creance.dynamics.arm.JointKind;
import dev.creance.runtime.HotPath;

/**
 * Elastic stops at the ends of each joint's range: a spring and a damper that push only. The spring gives way by 0.01 rad or
 * 1 mm to the drive's greatest effort; the damper halves a bounce of the link alone.
 */
@HotPath
final class JointStops implements ArmLoads {
    private static final double SINK_RAD = 0.01;
    private static final double SINK_M = 0.001;
    private static final double DAMPING_RATIO = 0.5;

    private final double[] lower;
    private final double[] upper;
    private final double[] stiffness;
    private final double[] damping;

    JointStops(Chain chain) {
        int n = chain.size();
        lower = new double[n];
        upper = new double[n];
        stiffness = new double[n];
        damping = new double[n];
        for (int i = 0; i < n; i++) {
            Joint joint = chain.joints().get(i);
            lower[i] = joint.limits().lower();
            upper[i] = joint.limits().upper();
            stiffness[i] = joint.limits().effort() / (joint.kind() == JointKind.REVOLUTE ? SINK_RAD : SINK_M);
            damping[i] = 2 * DAMPING_RATIO * Math.sqrt(stiffness[i] * joint.leastInertia());
        }
    }

    @Override
    public void add(ArmState state, ChainMotion motion, double[] effortOut, double[] toolWrenchOut) {
        for (int i = 0; i < lower.length; i++) {
            double above = state.position[i] - upper[i];
            double below = lower[i] - state.position[i];
            if (above > 0) {
                effortOut[i] -= Math.max(0, stiffness[i] * above + damping[i] * state.velocity[i]);
            } else if (below > 0) {
                effortOut[i] += Math.max(0, stiffness[i] * below - damping[i] * state.velocity[i]);
            }
        }
    }
}
