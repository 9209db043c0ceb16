package dev.creance.dynamics.arm;

import static java.lang.Math.fma;

import dev.creance.runtime.HotPath;

/**
 * Kernels on the inertia of rigid bodies about the base's origin, in base axes: ten numbers (m, h, J) with h = m c, c the
 * centre of mass, and J = I_c + m (c·c 1 − c cᵀ) as (xx, xy, xz, yy, yz, zz). Inertias of bodies that move as one add up number
 * by number. As a matrix on (ω, v) it is [J, [h]×; [h]×ᵀ, m 1] (RBDA §2.13).
 */
@HotPath
final class SpatialInertia {
    static final int SIZE = 10;

    private SpatialInertia() {}

    /** J of an inertia about the centre of mass, R I Rᵀ times a factor; the rest of the ten numbers stays. */
    static void turned(double[] rotation, double[] inertia, double factor, double[] out) {
        double rxx = rotation[0];
        double rxy = rotation[1];
        double rxz = rotation[2];
        double ryx = rotation[3];
        double ryy = rotation[4];
        double ryz = rotation[5];
        double rzx = rotation[6];
        double rzy = rotation[7];
        double rzz = rotation[8];
        double x = fma(rxz, inertia[6], fma(rxy, inertia[3], rxx * inertia[0]));
        double y = fma(rxz, inertia[7], fma(rxy, inertia[4], rxx * inertia[1]));
        double z = fma(rxz, inertia[8], fma(rxy, inertia[5], rxx * inertia[2]));
        double xx = fma(z, rxz, fma(y, rxy, x * rxx));
        double xy = fma(z, ryz, fma(y, ryy, x * ryx));
        double xz = fma(z, rzz, fma(y, rzy, x * rzx));
        x = fma(ryz, inertia[6], fma(ryy, inertia[3], ryx * inertia[0]));
        y = fma(ryz, inertia[7], fma(ryy, inertia[4], ryx * inertia[1]));
        z = fma(ryz, inertia[8], fma(ryy, inertia[5], ryx * inertia[2]));
        double yy = fma(z, ryz, fma(y, ryy, x * ryx));
        double yz = fma(z, rzz, fma(y, rzy, x * rzx));
        x = fma(rzz, inertia[6], fma(rzy, inertia[3], rzx * inertia[0]));
        y = fma(rzz, inertia[7], fma(rzy, inertia[4], rzx * inertia[1]));
        z = fma(rzz, inertia[8], fma(rzy, inertia[5], rzx * inertia[2]));
        out[4] = factor * xx;
        out[5] = factor * xy;
        out[6] = factor * xz;
        out[7] = factor * yy;
        out[8] = factor * yz;
        out[9] = factor * fma(z, rzz, fma(y, rzy, x * rzx));
    }

    /** Mass and first moment, and what they add to J. */
    static void shift(double massKg, double[] centreM, double[] out) {
        double x = centreM[0];
        double y = centreM[1];
        double z = centreM[2];
        out[0] = massKg;
        out[1] = massKg * x;
        out[2] = massKg * y;
        out[3] = massKg * z;
        out[4] += massKg * (y * y + z * z);
        out[5] -= massKg * x * y;
        out[6] -= massKg * x * z;
        out[7] += massKg * (x * x + z * z);
        out[8] -= massKg * y * z;
        out[9] += massKg * (x * x + y * y);
    }

    static void add(double[] inertia, double[] out) {
        for (int i = 0; i < SIZE; i++) {
            out[i] += inertia[i];
        }
    }

    /** Momentum of a motion, or force of an acceleration: (J ω + h × v, m v − h × ω). */
    static void multiply(double[] inertia, double[] motion, double[] out) {
        double m = inertia[0];
        double hx = inertia[1];
        double hy = inertia[2];
        double hz = inertia[3];
        double wx = motion[0];
        double wy = motion[1];
        double wz = motion[2];
        double vx = motion[3];
        double vy = motion[4];
        double vz = motion[5];
        out[0] = inertia[4] * wx + inertia[5] * wy + inertia[6] * wz + hy * vz - hz * vy;
        out[1] = inertia[5] * wx + inertia[7] * wy + inertia[8] * wz + hz * vx - hx * vz;
        out[2] = inertia[6] * wx + inertia[8] * wy + inertia[9] * wz + hx * vy - hy * vx;
        out[3] = m * vx - (hy * wz - hz * wy);
        out[4] = m * vy - (hz * wx - hx * wz);
        out[5] = m * vz - (hx * wy - hy * wx);
    }

    /** Force that gives a body an acceleration while it moves: I a + v ×* I v, RBDA §2.14 and §2.9. */
    static void force(double[] inertia, double[] velocity, double[] acceleration, double[] out) {
        double m = inertia[0];
        double hx = inertia[1];
        double hy = inertia[2];
        double hz = inertia[3];
        double xx = inertia[4];
        double xy = inertia[5];
        double xz = inertia[6];
        double yy = inertia[7];
        double yz = inertia[8];
        double zz = inertia[9];
        double wx = velocity[0];
        double wy = velocity[1];
        double wz = velocity[2];
        double vx = velocity[3];
        double vy = velocity[4];
        double vz = velocity[5];
        double nx = fma(xz, wz, fma(xy, wy, xx * wx)) + fma(hy, vz, -hz * vy);
        double ny = fma(yz, wz, fma(yy, wy, xy * wx)) + fma(hz, vx, -hx * vz);
        double nz = fma(zz, wz, fma(yz, wy, xz * wx)) + fma(hx, vy, -hy * vx);
        double px = fma(m, vx, fma(hz, wy, -hy * wz));
        double py = fma(m, vy, fma(hx, wz, -hz * wx));
        double pz = fma(m, vz, fma(hy, wx, -hx * wy));
        double ax = acceleration[0];
        double ay = acceleration[1];
        double az = acceleration[2];
        double bx = acceleration[3];
        double by = acceleration[4];
        double bz = acceleration[5];
        double fx = fma(xz, az, fma(xy, ay, xx * ax)) + fma(hy, bz, -hz * by);
        double fy = fma(yz, az, fma(yy, ay, xy * ax)) + fma(hz, bx, -hx * bz);
        double fz = fma(zz, az, fma(yz, ay, xz * ax)) + fma(hx, by, -hy * bx);
        out[0] = fx + fma(wy, nz, -wz * ny) + fma(vy, pz, -vz * py);
        out[1] = fy + fma(wz, nx, -wx * nz) + fma(vz, px, -vx * pz);
        out[2] = fz + fma(wx, ny, -wy * nx) + fma(vx, py, -vy * px);
        out[3] = fma(wy, pz, -wz * py) + fma(m, bx, fma(hz, ay, -hy * az));
        out[4] = fma(wz, px, -wx * pz) + fma(m, by, fma(hx, az, -hz * ax));
        out[5] = fma(wx, py, -wy * px) + fma(m, bz, fma(hy, ax, -hx * ay));
    }
}
