package dev.creance.dynamics.arm.control;

import dev.creance.runtime.HotPath;

/** Where an arm's tool should be, in base coordinates. A mutable holder; not thread-safe. */
@HotPath
public final class ToolReference {
    /** Of the tool's origin. */
    public final double[] positionM = new double[3];

    /** The tool's axes as columns, 3×3 row-major. */
    public final double[] rotation = {1, 0, 0, 0, 1, 0, 0, 0, 1};

    /** Takes up an orientation as a unit quaternion, tool to base. */
    public void orientation(double w, double x, double y, double z) {
        rotation[0] = 1 - 2 * (y * y + z * z);
        rotation[1] = 2 * (x * y - w * z);
        rotation[2] = 2 * (x * z + w * y);
        rotation[3] = 2 * (x * y + w * z);
        rotation[4] = 1 - 2 * (x * x + z * z);
        rotation[5] = 2 * (y * z - w * x);
        rotation[6] = 2 * (x * z - w * y);
        rotation[7] = 2 * (y * z + w * x);
        rotation[8] = 1 - 2 * (x * x + y * y);
    }
}
