package dev.creance.safety.arm;

import dev.creance.dynamics.arm.ArmDynamics;
import dev.creance.dynamics.arm.ArmLoads;
import dev.creance.dynamics.arm.ArmState;
import dev.creance.dynamics.arm.ChainMotion;
import dev.creance.dynamics.arm.control.JointPd;

/** The arm as it is, under its firmware's own law with the stiffness of a joint impedance controller, which holds each set point. */
final class TrueArm {
    private static final double STEP_S = 0.5e-3;
    private static final double[] STIFFNESS = {600, 600, 600, 600, 250, 150, 50};
    private static final double[] DAMPING = {60, 60, 60, 60, 25, 15, 5};

    final ArmState state = new ArmState(7);
    final double[] toolM = new double[3];
    final double[] toolMPerS = new double[3];

    private final ArmDynamics dynamics = new ArmDynamics(ArmFixtures.PANDA);
    private final JointPd firmware;
    private final ChainMotion motion = new ChainMotion(ArmFixtures.PANDA);
    private final double[] still = new double[7];
    private final double[] effort = new double[7];

    TrueArm(double[] position) {
        this(position, DAMPING);
    }

    TrueArm(double[] position, double[] damping) {
        firmware = new JointPd(ArmFixtures.PANDA, STIFFNESS, damping);
        System.arraycopy(position, 0, state.position, 0, 7);
        look();
    }

    void advance(double[] setPoint, double dtS, Runnable each) {
        long steps = Math.round(dtS / STEP_S);
        for (long i = 0; i < steps; i++) {
            firmware.efforts(state.position, state.velocity, setPoint, still, effort);
            dynamics.step(state, effort, ArmLoads.NONE, STEP_S);
            look();
            each.run();
        }
    }

    private void look() {
        motion.update(state.position, state.velocity);
        motion.point(
                ArmFixtures.PANDA.tool().link(), ArmFixtures.PANDA.tool().pose().positionM(), toolM);
        motion.pointVelocity(ArmFixtures.PANDA.tool().link(), toolM, toolMPerS);
    }

    double toolSpeedMPerS() {
        return Math.sqrt(toolMPerS[0] * toolMPerS[0] + toolMPerS[1] * toolMPerS[1] + toolMPerS[2] * toolMPerS[2]);
    }
}
