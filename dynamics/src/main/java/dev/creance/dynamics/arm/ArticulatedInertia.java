package dev.creance.dynamics.arm;

import dev.creance.runtime.HotPath;

/**
 * Kernels on the inertia that a link shows while the joints beyond it are free (RBDA §7.1), about the base's origin in base
 * axes: a symmetric 6×6 matrix on (ω, v), of which the upper triangle is kept, row after row.
 */
@HotPath
final class ArticulatedInertia {
    static final int SIZE = 21;

    private ArticulatedInertia() {}

    /** The inertia of a rigid body as it is in {@link SpatialInertia}: [J, [h]×; [h]×ᵀ, m 1]. */
    static void ofRigid(double[] rigid, double[] out) {
        double m = rigid[0];
        double hx = rigid[1];
        double hy = rigid[2];
        double hz = rigid[3];
        out[0] = rigid[4];
        out[1] = rigid[5];
        out[2] = rigid[6];
        out[3] = 0;
        out[4] = -hz;
        out[5] = hy;
        out[6] = rigid[7];
        out[7] = rigid[8];
        out[8] = hz;
        out[9] = 0;
        out[10] = -hx;
        out[11] = rigid[9];
        out[12] = -hy;
        out[13] = hx;
        out[14] = 0;
        out[15] = m;
        out[16] = 0;
        out[17] = 0;
        out[18] = m;
        out[19] = 0;
        out[20] = m;
    }

    /** Force that gives the link a motion. */
    static void multiply(double[] a, double[] motion, double[] out) {
        double x = motion[0];
        double y = motion[1];
        double z = motion[2];
        double u = motion[3];
        double v = motion[4];
        double w = motion[5];
        out[0] = a[0] * x + a[1] * y + a[2] * z + a[3] * u + a[4] * v + a[5] * w;
        out[1] = a[1] * x + a[6] * y + a[7] * z + a[8] * u + a[9] * v + a[10] * w;
        out[2] = a[2] * x + a[7] * y + a[11] * z + a[12] * u + a[13] * v + a[14] * w;
        out[3] = a[3] * x + a[8] * y + a[12] * z + a[15] * u + a[16] * v + a[17] * w;
        out[4] = a[4] * x + a[9] * y + a[13] * z + a[16] * u + a[18] * v + a[19] * w;
        out[5] = a[5] * x + a[10] * y + a[14] * z + a[17] * u + a[19] * v + a[20] * w;
    }

    /** What is felt through a free joint: out += a − f fᵀ / pivot, where f = a S and pivot = Sᵀ f + armature. */
    static void addThrough(double[] a, double[] f, double pivot, double[] out) {
        double inverse = 1 / pivot;
        double x = f[0];
        double y = f[1];
        double z = f[2];
        double u = f[3];
        double v = f[4];
        double w = f[5];
        double sx = x * inverse;
        out[0] += a[0] - sx * x;
        out[1] += a[1] - sx * y;
        out[2] += a[2] - sx * z;
        out[3] += a[3] - sx * u;
        out[4] += a[4] - sx * v;
        out[5] += a[5] - sx * w;
        double sy = y * inverse;
        out[6] += a[6] - sy * y;
        out[7] += a[7] - sy * z;
        out[8] += a[8] - sy * u;
        out[9] += a[9] - sy * v;
        out[10] += a[10] - sy * w;
        double sz = z * inverse;
        out[11] += a[11] - sz * z;
        out[12] += a[12] - sz * u;
        out[13] += a[13] - sz * v;
        out[14] += a[14] - sz * w;
        double su = u * inverse;
        out[15] += a[15] - su * u;
        out[16] += a[16] - su * v;
        out[17] += a[17] - su * w;
        double sv = v * inverse;
        out[18] += a[18] - sv * v;
        out[19] += a[19] - sv * w;
        double sw = w * inverse;
        out[20] += a[20] - sw * w;
    }
}
