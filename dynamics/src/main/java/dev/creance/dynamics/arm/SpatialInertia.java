package dev.creance.dynamics.arm;

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

    /** @param inertia about the centre of mass, 3×3 in base axes */
    static void of(double massKg, double[] centreM, double[] inertia, double[] out) {
        double x = centreM[0];
        double y = centreM[1];
        double z = centreM[2];
        out[0] = massKg;
        out[1] = massKg * x;
        out[2] = massKg * y;
        out[3] = massKg * z;
        out[4] = inertia[0] + massKg * (y * y + z * z);
        out[5] = inertia[1] - massKg * x * y;
        out[6] = inertia[2] - massKg * x * z;
        out[7] = inertia[4] + massKg * (x * x + z * z);
        out[8] = inertia[5] - massKg * y * z;
        out[9] = inertia[8] + massKg * (x * x + y * y);
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
}
