package dev.creance.dynamics.arm;

import dev.creance.runtime.HotPath;

/** Kernels on 3×3 matrices, row-major, and 3-vectors. An output is never one of the inputs. */
@HotPath
final class Matrix3 {
    private Matrix3() {}

    static void multiply(double[] a, double[] b, double[] out) {
        for (int row = 0; row < 9; row += 3) {
            for (int column = 0; column < 3; column++) {
                out[row + column] = a[row] * b[column] + a[row + 1] * b[column + 3] + a[row + 2] * b[column + 6];
            }
        }
    }

    /** a bᵀ. */
    static void multiplyTransposed(double[] a, double[] b, double[] out) {
        for (int row = 0; row < 9; row += 3) {
            for (int column = 0; column < 3; column++) {
                out[row + column] =
                        a[row] * b[3 * column] + a[row + 1] * b[3 * column + 1] + a[row + 2] * b[3 * column + 2];
            }
        }
    }

    static void transform(double[] a, double[] v, double[] out) {
        out[0] = a[0] * v[0] + a[1] * v[1] + a[2] * v[2];
        out[1] = a[3] * v[0] + a[4] * v[1] + a[5] * v[2];
        out[2] = a[6] * v[0] + a[7] * v[1] + a[8] * v[2];
    }

    /** Rotation about a unit axis: cos·1 + sin·[axis]× + (1 − cos)·axis axisᵀ (Rodrigues). */
    static void rotation(double[] axis, double sin, double cos, double[] out) {
        double x = axis[0];
        double y = axis[1];
        double z = axis[2];
        double rest = 1 - cos;
        out[0] = cos + rest * x * x;
        out[1] = rest * x * y - sin * z;
        out[2] = rest * x * z + sin * y;
        out[3] = rest * x * y + sin * z;
        out[4] = cos + rest * y * y;
        out[5] = rest * y * z - sin * x;
        out[6] = rest * x * z - sin * y;
        out[7] = rest * y * z + sin * x;
        out[8] = cos + rest * z * z;
    }
}
