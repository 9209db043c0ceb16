package dev.creance.sim;

import dev.creance.runtime.HotPath;

/** Rotates vectors by a unit quaternion w-x-y-z, body to world, that stands at an offset of an array. */
@HotPath
final class Rotation {
    private Rotation() {}

    /** R(q)ᵀ (x, y, z) into {@code out} at its offset. */
    static void toBody(double[] q, int at, double x, double y, double z, double[] out, int outAt) {
        rotate(q[at], -q[at + 1], -q[at + 2], -q[at + 3], x, y, z, out, outAt);
    }

    /** R(q) (x, y, z) into {@code out} at its offset. */
    static void toWorld(double[] q, int at, double x, double y, double z, double[] out, int outAt) {
        rotate(q[at], q[at + 1], q[at + 2], q[at + 3], x, y, z, out, outAt);
    }

    // v + 2 w (u × v) + 2 u × (u × v)
    private static void rotate(
            double w, double ux, double uy, double uz, double x, double y, double z, double[] out, int outAt) {
        double cx = uy * z - uz * y;
        double cy = uz * x - ux * z;
        double cz = ux * y - uy * x;
        out[outAt] = x + 2 * (w * cx + uy * cz - uz * cy);
        out[outAt + 1] = y + 2 * (w * cy + uz * cx - ux * cz);
        out[outAt + 2] = z + 2 * (w * cz + ux * cy - uy * cx);
    }
}
