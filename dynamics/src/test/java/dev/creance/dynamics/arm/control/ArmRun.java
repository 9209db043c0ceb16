package dev.creance.dynamics.arm.control;

import dev.creance.dynamics.arm.ArmDynamics;
import dev.creance.dynamics.arm.ArmLoads;
import dev.creance.dynamics.arm.ArmState;
import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.ChainMotion;
import dev.creance.dynamics.arm.ToolMotion;
import dev.creance.dynamics.arm.urdf.ArmModels;

/** The Panda under a controller at 1 kHz. */
final class ArmRun {
    static final double PERIOD_S = 0.001;
    static final double[] HOME = {0, -0.785, 0, -2.356, 0, 1.571, 0.785};

    final Chain chain = ArmModels.named("franka-panda");
    final ArmState state = new ArmState(7);
    final double[] effort = new double[7];
    private final ArmDynamics dynamics = new ArmDynamics(chain);

    ArmRun() {
        System.arraycopy(HOME, 0, state.position, 0, 7);
    }

    void run(int ticks, ArmLoads loads, Runnable controller) {
        for (int i = 0; i < ticks; i++) {
            controller.run();
            dynamics.step(state, effort, loads, PERIOD_S);
        }
    }

    ToolMotion tool() {
        return toolOf(chain, state.position);
    }

    /** Where joints at rest here hold the tool. */
    static ToolMotion toolOf(Chain chain, double[] position) {
        ChainMotion motion = new ChainMotion(chain);
        motion.update(position, new double[position.length]);
        ToolMotion tool = new ToolMotion(chain);
        tool.update(motion);
        return tool;
    }

    /** Where the tool is now. */
    ToolReference here() {
        ToolMotion tool = tool();
        ToolReference here = new ToolReference();
        System.arraycopy(tool.positionM, 0, here.positionM, 0, 3);
        System.arraycopy(tool.rotation, 0, here.rotation, 0, 9);
        return here;
    }

    /** A steady force on the tool's origin. */
    static ArmLoads push(double[] forceN) {
        return (state, motion, effort, wrench) -> {
            double[] place = new double[3];
            motion.point(6, new double[] {0, 0, 0.107}, place);
            wrench[0] += place[1] * forceN[2] - place[2] * forceN[1];
            wrench[1] += place[2] * forceN[0] - place[0] * forceN[2];
            wrench[2] += place[0] * forceN[1] - place[1] * forceN[0];
            for (int k = 0; k < 3; k++) {
                wrench[k + 3] += forceN[k];
            }
        };
    }
}
