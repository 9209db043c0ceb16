package dev.creance.dynamics.arm;

import dev.creance.runtime.HotPath;

/**
 * Kernels on spatial vectors (RBDA chapter 2). A motion is (ω, v), the angular velocity and the velocity of the point of the
 * body that passes the base's origin; a force is (n, f), the moment about the base's origin and the force. An output is never
 * one of the inputs. Written out: loops over six numbers cost the compiled code more than the numbers do.
 */
@HotPath
final class Spatial {
    private Spatial() {}

    /** Power of a force along a motion, or a force's component along a joint. */
    static double dot(double[] motion, double[] force) {
        return motion[0] * force[0]
                + motion[1] * force[1]
                + motion[2] * force[2]
                + motion[3] * force[3]
                + motion[4] * force[4]
                + motion[5] * force[5];
    }

    /** out += scale · a */
    static void add(double[] a, double scale, double[] out) {
        out[0] += scale * a[0];
        out[1] += scale * a[1];
        out[2] += scale * a[2];
        out[3] += scale * a[3];
        out[4] += scale * a[4];
        out[5] += scale * a[5];
    }

    /** a + scale · b */
    static void combine(double[] a, double scale, double[] b, double[] out) {
        out[0] = a[0] + scale * b[0];
        out[1] = a[1] + scale * b[1];
        out[2] = a[2] + scale * b[2];
        out[3] = a[3] + scale * b[3];
        out[4] = a[4] + scale * b[4];
        out[5] = a[5] + scale * b[5];
    }

    /** v × m = (ω × m_ω, ω × m_v + v × m_ω), RBDA §2.9. */
    static void crossMotion(double[] v, double[] m, double[] out) {
        out[0] = v[1] * m[2] - v[2] * m[1];
        out[1] = v[2] * m[0] - v[0] * m[2];
        out[2] = v[0] * m[1] - v[1] * m[0];
        out[3] = v[1] * m[5] - v[2] * m[4] + v[4] * m[2] - v[5] * m[1];
        out[4] = v[2] * m[3] - v[0] * m[5] + v[5] * m[0] - v[3] * m[2];
        out[5] = v[0] * m[4] - v[1] * m[3] + v[3] * m[1] - v[4] * m[0];
    }

    /** v ×* f = (ω × n + v × f, ω × f), RBDA §2.9. */
    static void crossForce(double[] v, double[] f, double[] out) {
        out[0] = v[1] * f[2] - v[2] * f[1] + v[4] * f[5] - v[5] * f[4];
        out[1] = v[2] * f[0] - v[0] * f[2] + v[5] * f[3] - v[3] * f[5];
        out[2] = v[0] * f[1] - v[1] * f[0] + v[3] * f[4] - v[4] * f[3];
        out[3] = v[1] * f[5] - v[2] * f[4];
        out[4] = v[2] * f[3] - v[0] * f[5];
        out[5] = v[0] * f[4] - v[1] * f[3];
    }

    /** The spatial force of a force that acts at a point: (point × force, force). */
    static void forceAt(double[] pointM, double[] forceN, double[] out) {
        out[0] = pointM[1] * forceN[2] - pointM[2] * forceN[1];
        out[1] = pointM[2] * forceN[0] - pointM[0] * forceN[2];
        out[2] = pointM[0] * forceN[1] - pointM[1] * forceN[0];
        System.arraycopy(forceN, 0, out, 3, 3);
    }
}
