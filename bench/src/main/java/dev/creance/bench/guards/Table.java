package dev.creance.bench.guards;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A guard's table.
 *
 * @param text as policies/GUARDS.md has it
 * @param remark how far honest samples that it was not fitted to go
 */
record Table(String text, String remark) {
    /** Beyond what held-out samples come to. */
    private static final double ROOM = 1.25;

    /** Of a variance of 1: no direction may be without any. */
    private static final double RIDGE = 1e-6;

    private static final int SAMPLES = 200;

    /** The mean and the inverse of the covariance. */
    static Table mahalanobis(float[][] fitted, float[][] held) {
        int n = fitted[0].length;
        double[] mean = new double[n];
        for (float[] row : fitted) {
            for (int i = 0; i < n; i++) {
                mean[i] += row[i] / (double) fitted.length;
            }
        }
        double[][] covariance = new double[n][n];
        for (float[] row : fitted) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    covariance[i][j] += (row[i] - mean[i]) * (row[j] - mean[j]) / fitted.length;
                }
            }
        }
        double[][] precision = inverse(covariance);
        double worst = 0;
        for (float[] row : held) {
            double[] off = new double[n];
            for (int i = 0; i < n; i++) {
                off[i] = row[i] - mean[i];
            }
            worst = Math.max(worst, Math.sqrt(form(precision, off)));
        }
        List<double[]> rows = new ArrayList<>(List.of(mean));
        rows.addAll(List.of(precision));
        return new Table(
                text("mean, then the inverse of the covariance", rows),
                String.format(Locale.ROOT, "the farthest of %d others is at %.3f", held.length, worst));
    }

    /**
     * The Christoffel function of degree 2 (Lasserre and Pauwels 2019): v(z)ᵀ M⁻¹ v(z) ≤ level, with all monomials v up to that degree
     * and M the mean of v vᵀ.
     */
    static Table polynomial(float[][] fitted, float[][] held) {
        int[][] basis = monomials(fitted[0].length);
        double[][] moments = new double[basis.length][basis.length];
        for (float[] row : fitted) {
            double[] v = values(basis, row);
            for (int i = 0; i < v.length; i++) {
                for (int j = 0; j < v.length; j++) {
                    moments[i][j] += v[i] * v[j] / fitted.length;
                }
            }
        }
        double[][] inverse = inverse(moments);
        double worst = 0;
        for (float[] row : held) {
            worst = Math.max(worst, form(inverse, values(basis, row)));
        }
        double level = ROOM * worst;
        return new Table(
                text("coefficient, then the exponents of a monomial", products(basis, inverse, level)),
                String.format(
                        Locale.ROOT, "the farthest of %d others is at %.3f of its level", held.length, worst / level));
    }

    /** At equal intervals. */
    static Table samples(float[][] fitted) {
        List<double[]> rows = new ArrayList<>();
        int count = Math.min(SAMPLES, fitted.length);
        for (int k = 0; k < count; k++) {
            float[] row = fitted[(int) ((long) k * fitted.length / count)];
            double[] wide = new double[row.length];
            for (int i = 0; i < row.length; i++) {
                wide[i] = Double.parseDouble(Float.toString(row[i]));
            }
            rows.add(wide);
        }
        return new Table(text("samples", rows), rows.size() + " of them kept");
    }

    /** Pairs of factors: of values, and of 1, which is the last. */
    private static int[][] monomials(int values) {
        List<int[]> all = new ArrayList<>();
        for (int i = 0; i <= values; i++) {
            for (int j = i; j <= values; j++) {
                all.add(new int[] {i, j});
            }
        }
        return all.toArray(int[][]::new);
    }

    private static double[] values(int[][] basis, float[] row) {
        double[] v = new double[basis.length];
        for (int k = 0; k < v.length; k++) {
            v[k] = factor(row, basis[k][0]) * factor(row, basis[k][1]);
        }
        return v;
    }

    private static double factor(float[] row, int i) {
        return i == row.length ? 1 : row[i];
    }

    /** Products of two monomials that are the same are one; over the level, less 1. */
    private static List<double[]> products(int[][] basis, double[][] inverse, double level) {
        int n = basis[basis.length - 1][0];
        Map<String, double[]> terms = new TreeMap<>();
        for (int i = 0; i < basis.length; i++) {
            for (int j = 0; j < basis.length; j++) {
                double[] term = new double[n + 1];
                for (int factor : new int[] {basis[i][0], basis[i][1], basis[j][0], basis[j][1]}) {
                    if (factor < n) {
                        term[factor + 1]++;
                    }
                }
                double[] sum = terms.computeIfAbsent(Arrays.toString(term), key -> term);
                sum[0] += inverse[i][j] / level;
            }
        }
        terms.get(Arrays.toString(new double[n + 1]))[0] -= 1;
        return List.copyOf(terms.values());
    }

    private static double form(double[][] matrix, double[] v) {
        double sum = 0;
        for (int i = 0; i < v.length; i++) {
            for (int j = 0; j < v.length; j++) {
                sum += v[i] * matrix[i][j] * v[j];
            }
        }
        return sum;
    }

    /** Of a symmetric and positive matrix, with a ridge over its diagonal, by Gauss and Jordan; made symmetric to the bit. */
    private static double[][] inverse(double[][] matrix) {
        int n = matrix.length;
        double[][] a = new double[n][2 * n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(matrix[i], 0, a[i], 0, n);
            a[i][i] *= 1 + RIDGE;
            a[i][n + i] = 1;
        }
        for (int k = 0; k < n; k++) {
            double pivot = a[k][k];
            if (!(pivot > 0)) {
                throw new IllegalStateException("value " + k + " never changes, or follows from others");
            }
            for (int j = 0; j < 2 * n; j++) {
                a[k][j] /= pivot;
            }
            for (int i = 0; i < n; i++) {
                double share = a[i][k];
                for (int j = 0; i != k && j < 2 * n; j++) {
                    a[i][j] -= share * a[k][j];
                }
            }
        }
        double[][] inverse = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                inverse[i][j] = (a[i][n + j] + a[j][n + i]) / 2;
            }
        }
        return inverse;
    }

    private static String text(String what, List<double[]> rows) {
        StringBuilder text = new StringBuilder("# " + what + "\n");
        for (double[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                double value = row[i];
                boolean whole = value == Math.rint(value) && Math.abs(value) < 1e6;
                text.append(i == 0 ? "" : ",").append(whole ? Long.toString((long) value) : Double.toString(value));
            }
            text.append('\n');
        }
        return text.toString();
    }
}
