package dev.creance.dynamics.arm;

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
        out[row] = x * b[0] + y * b[3] + z * b[6];
        out[row + 1] = x * b[1] + y * b[4] + z * b[7];
        out[row + 2] = x * b[2] + y * b[5] + z * b[8];
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
        out[row] = x * b[0] + y * b[1] + z * b[2];
        out[row + 1] = x * b[3] + y * b[4] + z * b[5];
        out[row + 2] = x * b[6] + y * b[7] + z * b[8];
    }

    static void transform(double[] a, double[] v, double[] out) {
        out[0] = a[0] * v[0] + a[1] * v[1] + a[2] * v[2];
        out[1] = a[3] * v[0] + a[4] * v[1] + a[5] * v[2];
        out[2] = a[6] * v[0] + a[7] * v[1] + a[8] * v[2];
    }
}
