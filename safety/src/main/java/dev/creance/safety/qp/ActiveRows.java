package dev.creance.safety.qp;

import dev.creance.runtime.HotPath;

/**
 * The rows that hold with equality, and an orthonormal basis of their normals, kept up as rows come and go: N = Q R, Q with orthonormal
 * columns, R upper triangular. Rows come by modified Gram-Schmidt, done twice where little is left, and no more than rounding
 * remains (Giraud and others, 2005); where one goes, Givens rotations make R triangular again (Golub and Van Loan, Matrix Computations, §6.5.2).
 */
@HotPath
final class ActiveRows {
    /** Square of the part of a normal, whose length is 1, from which on once is enough. */
    private static final double ENOUGH = 0.5;

    private final int n;
    private final double[] q;
    private final double[] r;
    private final int[] row;
    private int count;

    private final double[] along;

    /** Of the last {@link #split}: the part of the normal that no active one has. */
    final double[] across;

    /** ... and the multiples of the active normals that make up the other. */
    final double[] share;

    ActiveRows(int variables) {
        n = variables;
        q = new double[n * n];
        r = new double[n * n];
        row = new int[n];
        along = new double[n];
        across = new double[n];
        share = new double[n];
    }

    void clear() {
        count = 0;
    }

    int count() {
        return count;
    }

    int row(int k) {
        return row[k];
    }

    /**
     * Splits a normal: normal = N share + across.
     *
     * @return |across|²
     */
    double split(double[] normals, int at) {
        System.arraycopy(normals, at, across, 0, n);
        for (int j = 0; j < count; j++) {
            along[j] = 0;
        }
        double squared = 0;
        for (int pass = 0; pass < 2 && squared < ENOUGH; pass++) {
            for (int j = 0; j < count; j++) {
                double part = 0;
                for (int i = 0; i < n; i++) {
                    part += q[j * n + i] * across[i];
                }
                along[j] += part;
                for (int i = 0; i < n; i++) {
                    across[i] -= part * q[j * n + i];
                }
            }
            squared = 0;
            for (int i = 0; i < n; i++) {
                squared += across[i] * across[i];
            }
        }
        back();
        return squared;
    }

    /** Takes in the row of the last {@link #split}. */
    void add(int entering, double acrossSquared) {
        double length = Math.sqrt(acrossSquared);
        double perLength = 1 / length;
        for (int i = 0; i < n; i++) {
            q[count * n + i] = across[i] * perLength;
        }
        System.arraycopy(along, 0, r, count * n, count);
        r[count * n + count] = length;
        row[count++] = entering;
    }

    void drop(int k) {
        for (int j = k; j < count - 1; j++) {
            System.arraycopy(r, (j + 1) * n, r, j * n, j + 2);
            row[j] = row[j + 1];
        }
        count--;
        for (int j = k; j < count; j++) {
            double length = Math.sqrt(r[j * n + j] * r[j * n + j] + r[j * n + j + 1] * r[j * n + j + 1]);
            double cosine = r[j * n + j] / length;
            double sine = r[j * n + j + 1] / length;
            for (int column = j; column < count; column++) {
                rotate(r, column * n + j, column * n + j + 1, cosine, sine);
            }
            for (int i = 0; i < n; i++) {
                rotate(q, j * n + i, (j + 1) * n + i, cosine, sine);
            }
        }
    }

    private static void rotate(double[] values, int first, int second, double cosine, double sine) {
        double a = values[first];
        double b = values[second];
        values[first] = cosine * a + sine * b;
        values[second] = cosine * b - sine * a;
    }

    /**
     * The shortest vector whose products with the active normals are these: x = Q w with Rᵀ w = products.
     *
     * @param products in the order of the rows; overwritten by w
     */
    void meet(double[] products, double[] out) {
        for (int j = 0; j < count; j++) {
            for (int k = 0; k < j; k++) {
                products[j] -= r[j * n + k] * products[k];
            }
            products[j] /= r[j * n + j];
        }
        for (int i = 0; i < n; i++) {
            out[i] = 0;
            for (int j = 0; j < count; j++) {
                out[i] += q[j * n + i] * products[j];
            }
        }
    }

    /** share = R⁻¹ along */
    private void back() {
        for (int j = count - 1; j >= 0; j--) {
            double rest = along[j];
            for (int k = j + 1; k < count; k++) {
                rest -= r[k * n + j] * share[k];
            }
            share[j] = rest / r[j * n + j];
        }
    }
}
