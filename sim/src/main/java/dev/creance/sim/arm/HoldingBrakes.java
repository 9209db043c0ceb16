package dev.creance.sim.arm;

import dev.creance.dynamics.arm.ArmLoads;
import dev.creance.dynamics.arm.ArmState;
import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.ChainMotion;
import dev.creance.dynamics.arm.Joint;
import dev.creance.dynamics.arm.JointKind;
import dev.creance.runtime.HotPath;

/**
 * A brake on each joint that holds where it closed: an elastic pad, which slips beyond {@value #HOLDS} times the drive's greatest
 * effort and is dragged along. So an arm that still moves is slowed down by friction, and one at rest does not creep.
 */
@HotPath
final class HoldingBrakes implements ArmLoads {
    /** A brake must hold what the drive can at most lift, and then some. */
    private static final double HOLDS = 1.5;

    /** How far a pad gives way under what it holds. */
    private static final double SINK_RAD = 0.005;

    private static final double SINK_M = 0.0005;

    private final double[] most;
    private final double[] stiffness;
    private final double[] damping;
    private final double[] anchor;
    private boolean closed;

    HoldingBrakes(Chain chain) {
        int n = chain.size();
        most = new double[n];
        stiffness = new double[n];
        damping = new double[n];
        anchor = new double[n];
        for (int i = 0; i < n; i++) {
            Joint joint = chain.joints().get(i);
            most[i] = HOLDS * joint.limits().effort();
            stiffness[i] = most[i] / (joint.kind() == JointKind.REVOLUTE ? SINK_RAD : SINK_M);
            damping[i] = Math.sqrt(stiffness[i] * joint.leastInertia());
        }
    }

    /** Closes them where the joints are; nothing happens where they are closed already. */
    void close(ArmState state) {
        if (!closed) {
            closed = true;
            System.arraycopy(state.position, 0, anchor, 0, anchor.length);
        }
    }

    void open() {
        closed = false;
    }

    boolean closed() {
        return closed;
    }

    /** Drags along the pads that slip; between steps, for within one they stay. */
    void slip(ArmState state) {
        for (int i = 0; closed && i < anchor.length; i++) {
            double sunk = most[i] / stiffness[i];
            double away = state.position[i] - anchor[i];
            if (Math.abs(away) > sunk) {
                anchor[i] = state.position[i] - Math.copySign(sunk, away);
            }
        }
    }

    @Override
    public void add(ArmState state, ChainMotion motion, double[] effortOut, double[] toolWrenchOut) {
        for (int i = 0; closed && i < anchor.length; i++) {
            double held = stiffness[i] * (anchor[i] - state.position[i]) - damping[i] * state.velocity[i];
            effortOut[i] += Math.max(-most[i], Math.min(most[i], held));
        }
    }
}
