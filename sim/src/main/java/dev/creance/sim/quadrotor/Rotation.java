package dev.creance.sim.quadrotor;

import dev.creance.runtime.HotPath;

/** Rotates vectors by a unit quaternion w-x-y-z, body to world, that stands at an offset of an array. */
@HotPath
final class Rotation {
    private Rotation() {}

    /** R(q)ᵀ v; {@code out} may be {@code v}. */
    static void toBody(double[] q, int at, double[] v, double[] out) {
        rotate(q, at, -1, v, out);
    }

    /** R(q) v; {@code out} may be {@code v}. */
    static void toWorld(double[] q, int at, double[] v, double[] out) {
        rotate(q, at, 1, v, out);
    }

    // v + 2 w (u × v) + 2 u × (u × v), with u turned round for the inverse
    private static void rotate(double[] q, int at, double sense, double[] v, double[] out) {
        double w = q[at];
        double ux = sense * q[at + 1];
        double uy = sense * q[at + 2];
        double uz = sense * q[at + 3];
        double x = v[0];
        double y = v[1];
        double z = v[2];
        double cx = uy * z - uz * y;
        double cy = uz * x - ux * z;
        double cz = ux * y - uy * x;
        out[0] = x + 2 * (w * cx + uy * cz - uz * cy);
        out[1] = y + 2 * (w * cy + uz * cx - ux * cz);
        out[2] = z + 2 * (w * cz + ux * cy - uy * cx);
    }
}
