package dev.creance.dynamics.arm;

import dev.creance.dynamics.Quaternion;
import dev.creance.runtime.HotPath;

/** Where an arm's tool is for given joint positions, as the sensors layout has it. Allocation-free after construction; not thread-safe. */
@HotPath
public final class ToolPose {
    private final Chain.Tool tool;
    private final int positionAt;
    private final int orientationAt;
    private final ChainMotion motion;
    private final double[] still;
    private final double[] place = new double[3];
    private final double[] rotation = new double[9];

    public ToolPose(Chain chain) {
        tool = chain.tool();
        positionAt = ArmChannels.toolPosition(chain);
        orientationAt = ArmChannels.toolOrientation(chain);
        motion = new ChainMotion(chain);
        still = new double[chain.size()];
    }

    /** Writes the tool's channels; of the two quaternions it takes the one nearer to what stands there. */
    public void write(double[] position, double[] sensorsInOut) {
        motion.update(position, still);
        motion.point(tool.link(), tool.pose().positionM(), place);
        Matrix3.multiply(motion.rotation[tool.link()], tool.pose().rotation(), rotation);
        System.arraycopy(place, 0, sensorsInOut, positionAt, 3);
        Quaternion.of(rotation, sensorsInOut, orientationAt);
    }
}
