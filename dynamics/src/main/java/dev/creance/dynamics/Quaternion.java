package dev.creance.dynamics;

import dev.creance.runtime.HotPath;

/**
 * Arithmetic of unit quaternions w-x-y-z that rotate body to world and stand at an offset of an array. Allocation-free; the same
 * bits on every machine.
 */
@HotPath
public final class Quaternion {
    /** Half angles below this turn by the series, whose remainder there is below 1e-18. */
    private static final double SMALL_RAD = 1e-3;

    private Quaternion() {}

    /** R(q) v; {@code out} may be {@code v}. */
    public static void toWorld(double[] q, int at, double[] v, double[] out) {
        rotate(q, at, 1, v, out);
    }

    /** R(q)ᵀ v; {@code out} may be {@code v}. */
    public static void toBody(double[] q, int at, double[] v, double[] out) {
        rotate(q, at, -1, v, out);
    }

    /** Turns by a rotation vector in body axes: q ← q ⊗ exp(v / 2), normalised. */
    public static void turn(double[] q, int at, double x, double y, double z) {
        double half = Math.sqrt(x * x + y * y + z * z) / 2;
        double c;
        double s;
        if (half < SMALL_RAD) {
            double square = half * half;
            c = 1 - square / 2 * (1 - square / 12);
            s = 0.5 * (1 - square / 6 * (1 - square / 20));
        } else {
            c = Trigonometry.cos(half);
            s = 0.5 * Trigonometry.sin(half) / half;
        }
        double q0 = q[at];
        double q1 = q[at + 1];
        double q2 = q[at + 2];
        double q3 = q[at + 3];
        q[at] = q0 * c - s * (q1 * x + q2 * y + q3 * z);
        q[at + 1] = q1 * c + s * (q0 * x + q2 * z - q3 * y);
        q[at + 2] = q2 * c + s * (q0 * y + q3 * x - q1 * z);
        q[at + 3] = q3 * c + s * (q0 * z + q1 * y - q2 * x);
        normalise(q, at);
    }

    /**
     * What turns {@code from} into {@code to}, in body axes, as 2 sin(θ/2) times its axis: the rotation vector to third order, and
     * growing with the angle up to half a turn.
     */
    public static void difference(double[] from, int fromAt, double[] to, int toAt, double[] out) {
        double a0 = from[fromAt];
        double a1 = from[fromAt + 1];
        double a2 = from[fromAt + 2];
        double a3 = from[fromAt + 3];
        double b0 = to[toAt];
        double b1 = to[toAt + 1];
        double b2 = to[toAt + 2];
        double b3 = to[toAt + 3];
        // the vector part of conj(a) ⊗ b, on the side of the shorter way round
        double twice = a0 * b0 + a1 * b1 + a2 * b2 + a3 * b3 >= 0 ? 2 : -2;
        out[0] = twice * (a0 * b1 - a1 * b0 - a2 * b3 + a3 * b2);
        out[1] = twice * (a0 * b2 + a1 * b3 - a2 * b0 - a3 * b1);
        out[2] = twice * (a0 * b3 - a1 * b2 + a2 * b1 - a3 * b0);
    }

    public static void normalise(double[] q, int at) {
        double length =
                Math.sqrt(q[at] * q[at] + q[at + 1] * q[at + 1] + q[at + 2] * q[at + 2] + q[at + 3] * q[at + 3]);
        for (int i = at; i < at + 4; i++) {
            q[i] /= length;
        }
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
