package dev.creance.dynamics.arm;

import static java.lang.Math.fma;

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
        return fma(motion[4], force[4], fma(motion[2], force[2], motion[0] * force[0]))
                + fma(motion[5], force[5], fma(motion[3], force[3], motion[1] * force[1]));
    }

    /** out += scale · a */
    static void add(double[] a, double scale, double[] out) {
        out[0] = fma(scale, a[0], out[0]);
        out[1] = fma(scale, a[1], out[1]);
        out[2] = fma(scale, a[2], out[2]);
        out[3] = fma(scale, a[3], out[3]);
        out[4] = fma(scale, a[4], out[4]);
        out[5] = fma(scale, a[5], out[5]);
    }

    /** a + scale · b */
    static void combine(double[] a, double scale, double[] b, double[] out) {
        out[0] = fma(scale, b[0], a[0]);
        out[1] = fma(scale, b[1], a[1]);
        out[2] = fma(scale, b[2], a[2]);
        out[3] = fma(scale, b[3], a[3]);
        out[4] = fma(scale, b[4], a[4]);
        out[5] = fma(scale, b[5], a[5]);
    }

    /** scale · v × m = scale (ω × m_ω, ω × m_v + v × m_ω), RBDA §2.9. */
    static void crossMotion(double[] v, double[] m, double scale, double[] out) {
        double wx = v[0];
        double wy = v[1];
        double wz = v[2];
        double mx = m[0];
        double my = m[1];
        double mz = m[2];
        out[0] = scale * fma(wy, mz, -wz * my);
        out[1] = scale * fma(wz, mx, -wx * mz);
        out[2] = scale * fma(wx, my, -wy * mx);
        out[3] = scale * (fma(wy, m[5], -wz * m[4]) + fma(v[4], mz, -v[5] * my));
        out[4] = scale * (fma(wz, m[3], -wx * m[5]) + fma(v[5], mx, -v[3] * mz));
        out[5] = scale * (fma(wx, m[4], -wy * m[3]) + fma(v[3], my, -v[4] * mx));
    }

    /** out += a + scale · b */
    static void add(double[] a, double scale, double[] b, double[] out) {
        out[0] = fma(scale, b[0], out[0] + a[0]);
        out[1] = fma(scale, b[1], out[1] + a[1]);
        out[2] = fma(scale, b[2], out[2] + a[2]);
        out[3] = fma(scale, b[3], out[3] + a[3]);
        out[4] = fma(scale, b[4], out[4] + a[4]);
        out[5] = fma(scale, b[5], out[5] + a[5]);
    }

    /** The spatial force of a force that acts at a point: (point × force, force). */
    static void forceAt(double[] pointM, double[] forceN, double[] out) {
        out[0] = pointM[1] * forceN[2] - pointM[2] * forceN[1];
        out[1] = pointM[2] * forceN[0] - pointM[0] * forceN[2];
        out[2] = pointM[0] * forceN[1] - pointM[1] * forceN[0];
        System.arraycopy(forceN, 0, out, 3, 3);
    }
}
