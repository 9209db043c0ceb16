package dev.creance.dynamics.arm;

import dev.creance.runtime.HotPath;

/** Rotation matrices as unit quaternions w-x-y-z and back. */
@HotPath
public final class Quaternion {
    private Quaternion() {}

    /**
     * The quaternion of a rotation (Shepperd, J. Guidance and Control 1(3), 1978: divide by the largest component). Of the two that
     * mean the same it is the one nearer to what stands in {@code quaternionInOut}, so that a course has no jumps.
     *
     * @param rotation 3×3, row-major
     * @param at where w stands; 0, 0, 0, 0 for no preference
     */
    public static void of(double[] rotation, double[] quaternionInOut, int at) {
        double[] r = rotation;
        double trace = r[0] + r[4] + r[8];
        double w = 1 + trace;
        double x = 1 + 2 * r[0] - trace;
        double y = 1 + 2 * r[4] - trace;
        double z = 1 + 2 * r[8] - trace;
        double xy = r[3] + r[1];
        double xz = r[2] + r[6];
        double yz = r[7] + r[5];
        double wx = r[7] - r[5];
        double wy = r[2] - r[6];
        double wz = r[3] - r[1];
        if (w >= x && w >= y && w >= z) {
            write(w, wx, wy, wz, w, quaternionInOut, at);
        } else if (x >= y && x >= z) {
            write(wx, x, xy, xz, x, quaternionInOut, at);
        } else if (y >= z) {
            write(wy, xy, y, yz, y, quaternionInOut, at);
        } else {
            write(wz, xz, yz, z, z, quaternionInOut, at);
        }
    }

    /** Each argument is four times a component times the largest one, whose own product is {@code largest}. */
    private static void write(double w, double x, double y, double z, double largest, double[] q, int at) {
        double along = w * q[at] + x * q[at + 1] + y * q[at + 2] + z * q[at + 3];
        double scale = (along < 0 ? -0.5 : 0.5) / Math.sqrt(largest);
        q[at] = w * scale;
        q[at + 1] = x * scale;
        q[at + 2] = y * scale;
        q[at + 3] = z * scale;
    }

    /** The rotation of a quaternion, which need not have the length 1. */
    public static void rotation(double[] quaternion, int at, double[] rotationOut) {
        double w = quaternion[at];
        double x = quaternion[at + 1];
        double y = quaternion[at + 2];
        double z = quaternion[at + 3];
        double s = 2 / (w * w + x * x + y * y + z * z);
        rotationOut[0] = 1 - s * (y * y + z * z);
        rotationOut[1] = s * (x * y - w * z);
        rotationOut[2] = s * (x * z + w * y);
        rotationOut[3] = s * (x * y + w * z);
        rotationOut[4] = 1 - s * (x * x + z * z);
        rotationOut[5] = s * (y * z - w * x);
        rotationOut[6] = s * (x * z - w * y);
        rotationOut[7] = s * (y * z + w * x);
        rotationOut[8] = 1 - s * (x * x + y * y);
    }
}
