package dev.creance.dynamics.arm.control;

import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.ChainMotion;
import dev.creance.dynamics.arm.ToolMotion;
import dev.creance.dynamics.control.Controller;
import dev.creance.runtime.HotPath;

/**
 * For an arm that takes efforts: a {@link CartesianImpedance} at the place that the reference names, in the orientation that the tool
 * began with; or at the pose that a reference of joints leads to. The posture is the one it began in.
 */
@HotPath
final class ImpedanceController implements Controller {
    private final ArmSignals signals;
    private final CartesianImpedance law;
    private final ChainMotion motion;
    private final ToolMotion tool;
    private final ToolReference goal = new ToolReference();
    private final double[] position;
    private final double[] velocity;
    private final double[] wanted;
    private final double[] still;
    private boolean started;

    ImpedanceController(Chain chain, ArmSignals signals, double periodS) {
        this.signals = signals;
        law = new CartesianImpedance(chain, ImpedanceSettings.serl(), new double[chain.size()], periodS);
        motion = new ChainMotion(chain);
        tool = new ToolMotion(chain);
        position = new double[chain.size()];
        velocity = new double[chain.size()];
        wanted = new double[chain.size()];
        still = new double[chain.size()];
    }

    @Override
    public void control(double[] measured, double[] reference, double[] commandOut) {
        System.arraycopy(measured, signals.position(), position, 0, position.length);
        System.arraycopy(measured, signals.velocity(), velocity, 0, velocity.length);
        if (!started) {
            started = true;
            law.posture(position);
            pose(position);
        }
        if (signals.tool()) {
            System.arraycopy(reference, 0, goal.positionM, 0, goal.positionM.length);
        } else {
            System.arraycopy(reference, 0, wanted, 0, wanted.length);
            law.posture(wanted);
            pose(wanted);
        }
        law.efforts(position, velocity, goal, commandOut);
    }

    /** The tool's pose with the joints here becomes the goal. */
    private void pose(double[] joints) {
        motion.update(joints, still);
        tool.update(motion);
        System.arraycopy(tool.positionM, 0, goal.positionM, 0, goal.positionM.length);
        System.arraycopy(tool.rotation, 0, goal.rotation, 0, goal.rotation.length);
    }

    @Override
    public void reset() {
        started = false;
        law.reset();
    }
}
