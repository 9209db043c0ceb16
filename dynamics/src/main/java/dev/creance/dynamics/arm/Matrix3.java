package dev.creance.dynamics.arm;

import static java.lang.Math.fma;

import dev.creance.runtime.HotPath;

/** Kernels on 3×3 matrices, row-major, and 3-vectors. An output is never one of the inputs. */
@HotPath
final class Matrix3 {
    private Matrix3() {}

    static void multiply(double[] a, double[] b, double[] out) {
        multiplyRow(a, 0, b, out);
        multiplyRow(a, 3, b, out);
        multiplyRow(a, 6, b, out);
    }

    private static void multiplyRow(double[] a, int row, double[] b, double[] out) {
        double x = a[row];
        double y = a[row + 1];
        double z = a[row + 2];
        out[row] = fma(z, b[6], fma(y, b[3], x * b[0]));
        out[row + 1] = fma(z, b[7], fma(y, b[4], x * b[1]));
        out[row + 2] = fma(z, b[8], fma(y, b[5], x * b[2]));
    }

    /** a bᵀ. */
    static void multiplyTransposed(double[] a, double[] b, double[] out) {
        multiplyTransposedRow(a, 0, b, out);
        multiplyTransposedRow(a, 3, b, out);
        multiplyTransposedRow(a, 6, b, out);
    }

    private static void multiplyTransposedRow(double[] a, int row, double[] b, double[] out) {
        double x = a[row];
        double y = a[row + 1];
        double z = a[row + 2];
        out[row] = fma(z, b[2], fma(y, b[1], x * b[0]));
        out[row + 1] = fma(z, b[5], fma(y, b[4], x * b[3]));
        out[row + 2] = fma(z, b[8], fma(y, b[7], x * b[6]));
    }

    static void transform(double[] a, double[] v, double[] out) {
        double x = v[0];
        double y = v[1];
        double z = v[2];
        out[0] = fma(a[2], z, fma(a[1], y, a[0] * x));
        out[1] = fma(a[5], z, fma(a[4], y, a[3] * x));
        out[2] = fma(a[8], z, fma(a[7], y, a[6] * x));
    }
}
