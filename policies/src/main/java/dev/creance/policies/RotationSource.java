package dev.creance.policies;

import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;

/**
 * The rotation matrix of a quaternion w-x-y-z, body to world, as Learning-to-Fly and RAPTOR observe it: from the quaternion as
 * it is, without normalising. R v is v in world axes.
 */
final class RotationSource implements ObservationSource {
    private final Selection quaternion;
    private final int rowStride;
    private final int columnStride;

    RotationSource(Selection quaternion, boolean rowMajor) {
        this.quaternion = quaternion;
        this.rowStride = rowMajor ? 3 : 1;
        this.columnStride = rowMajor ? 1 : 3;
    }

    @Override
    @HotPath
    public void values(Frame sensors, Frame reference, double[] out) {
        double w = quaternion.value(0, sensors, reference);
        double x = quaternion.value(1, sensors, reference);
        double y = quaternion.value(2, sensors, reference);
        double z = quaternion.value(3, sensors, reference);
        set(out, 0, 1 - 2 * y * y - 2 * z * z, 2 * x * y - 2 * w * z, 2 * x * z + 2 * w * y);
        set(out, 1, 2 * x * y + 2 * w * z, 1 - 2 * x * x - 2 * z * z, 2 * y * z - 2 * w * x);
        set(out, 2, 2 * x * z - 2 * w * y, 2 * y * z + 2 * w * x, 1 - 2 * x * x - 2 * y * y);
    }

    private void set(double[] out, int row, double first, double second, double third) {
        out[row * rowStride] = first;
        out[row * rowStride + columnStride] = second;
        out[row * rowStride + 2 * columnStride] = third;
    }
}
