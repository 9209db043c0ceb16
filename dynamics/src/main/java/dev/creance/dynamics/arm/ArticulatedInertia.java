package dev.creance.dynamics.arm;

import static java.lang.Math.fma;

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

    /**
     * Force that gives the link a motion.
     *
     * @return its power along that motion
     */
    static double multiply(double[] a, double[] motion, double[] out) {
        double x = motion[0];
        double y = motion[1];
        double z = motion[2];
        double u = motion[3];
        double v = motion[4];
        double w = motion[5];
        double f0 = fma(a[2], z, fma(a[1], y, a[0] * x)) + fma(a[5], w, fma(a[4], v, a[3] * u));
        double f1 = fma(a[7], z, fma(a[6], y, a[1] * x)) + fma(a[10], w, fma(a[9], v, a[8] * u));
        double f2 = fma(a[11], z, fma(a[7], y, a[2] * x)) + fma(a[14], w, fma(a[13], v, a[12] * u));
        double f3 = fma(a[12], z, fma(a[8], y, a[3] * x)) + fma(a[17], w, fma(a[16], v, a[15] * u));
        double f4 = fma(a[13], z, fma(a[9], y, a[4] * x)) + fma(a[19], w, fma(a[18], v, a[16] * u));
        double f5 = fma(a[14], z, fma(a[10], y, a[5] * x)) + fma(a[20], w, fma(a[19], v, a[17] * u));
        out[0] = f0;
        out[1] = f1;
        out[2] = f2;
        out[3] = f3;
        out[4] = f4;
        out[5] = f5;
        return fma(v, f4, fma(z, f2, x * f0)) + fma(w, f5, fma(u, f3, y * f1));
    }

    /**
     * What a link shows with the one beyond: its own inertia and what is felt of the other through a free joint,
     * rigid + a − f fᵀ inverse.
     *
     * @param f a S, S being the joint's axis
     * @param inverse 1 / (Sᵀ f + armature)
     * @param rigid of the link itself, see {@link SpatialInertia}
     */
    static void through(double[] a, double[] f, double inverse, double[] rigid, double[] out) {
        double m = rigid[0];
        double hx = rigid[1];
        double hy = rigid[2];
        double hz = rigid[3];
        double x = f[0];
        double y = f[1];
        double z = f[2];
        double u = f[3];
        double v = f[4];
        double w = f[5];
        double s = -inverse * x;
        out[0] = rigid[4] + fma(s, x, a[0]);
        out[1] = rigid[5] + fma(s, y, a[1]);
        out[2] = rigid[6] + fma(s, z, a[2]);
        out[3] = fma(s, u, a[3]);
        out[4] = fma(s, v, a[4]) - hz;
        out[5] = fma(s, w, a[5]) + hy;
        s = -inverse * y;
        out[6] = rigid[7] + fma(s, y, a[6]);
        out[7] = rigid[8] + fma(s, z, a[7]);
        out[8] = fma(s, u, a[8]) + hz;
        out[9] = fma(s, v, a[9]);
        out[10] = fma(s, w, a[10]) - hx;
        s = -inverse * z;
        out[11] = rigid[9] + fma(s, z, a[11]);
        out[12] = fma(s, u, a[12]) - hy;
        out[13] = fma(s, v, a[13]) + hx;
        out[14] = fma(s, w, a[14]);
        s = -inverse * u;
        out[15] = fma(s, u, a[15]) + m;
        out[16] = fma(s, v, a[16]);
        out[17] = fma(s, w, a[17]);
        s = -inverse * v;
        out[18] = fma(s, v, a[18]) + m;
        out[19] = fma(s, w, a[19]);
        out[20] = fma(-inverse * w, w, a[20]) + m;
    }
}
