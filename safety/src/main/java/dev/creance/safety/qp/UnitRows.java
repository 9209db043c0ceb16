package dev.creance.safety.qp;

import dev.creance.runtime.HotPath;
import java.util.Arrays;

/**
 * The rows as they are in y = Lᵀ (u − c) about a centre c, each of length 1: so what a row is exceeded by is a distance, whatever numbers
 * it was given in. About a centre near the solution that distance has all its digits.
 */
@HotPath
final class UnitRows {
    /** A row that is exceeded by less of its own numbers than this is kept: they are not known better. */
    private static final double ROUNDING = 1e-12;

    private final int n;
    final double[] normals;
    final double[] bounds;

    /** Of the rows as given, in the metric: 1 over their lengths. */
    final double[] perLength;

    /** Of what the bounds were computed from, over the lengths. */
    private final double[] sizes;

    private final boolean[] excused;
    private int count;

    UnitRows(int variables, int most) {
        n = variables;
        normals = new double[most * n];
        bounds = new double[most];
        perLength = new double[most];
        sizes = new double[most];
        excused = new boolean[most];
    }

    /** @return whether all of it are numbers, and fit */
    boolean take(Metric metric, double[] centre, HalfSpaces given) {
        count = given.count();
        if (given.isOverfull()
                || given.variables() != n
                || count > bounds.length
                || metric.size() != n
                || !metric.isDefinite()) {
            return false;
        }
        // 0 · x is 0 for numbers alone
        double zero = 0;
        for (int j = 0; j < n; j++) {
            zero += 0 * centre[j];
        }
        for (int i = 0; i < count; i++) {
            zero += 0 * given.bounds[i];
            for (int j = 0; j < n; j++) {
                zero += 0 * given.normals[i * n + j];
            }
            normalise(metric, given, i);
        }
        centre(given, centre);
        return zero == 0;
    }

    private void normalise(Metric metric, HalfSpaces given, int i) {
        double reach = given.reach(i);
        if (!(reach > 0)) {
            Arrays.fill(normals, i * n, i * n + n, 0);
            perLength[i] = 1;
            return;
        }
        double perReach = 1 / reach;
        for (int j = 0; j < n; j++) {
            normals[i * n + j] = given.normals[i * n + j] * perReach;
        }
        metric.lower(normals, i * n);
        double squared = 0;
        for (int j = 0; j < n; j++) {
            squared += normals[i * n + j] * normals[i * n + j];
        }
        double per = 1 / Math.sqrt(squared);
        for (int j = 0; j < n; j++) {
            normals[i * n + j] *= per;
        }
        perLength[i] = perReach * per;
    }

    /** From now on y is about another centre. */
    void centre(HalfSpaces given, double[] centre) {
        for (int i = 0; i < count; i++) {
            double bound = given.bounds[i];
            double size = Math.abs(bound);
            for (int j = 0; j < n; j++) {
                double part = given.normals[i * n + j] * centre[j];
                bound -= part;
                size += Math.abs(part);
            }
            bounds[i] = bound * perLength[i];
            sizes[i] = size * perLength[i];
        }
        excuseNone();
    }

    /** How far a point is outside a row. */
    double excess(int row, double[] y) {
        double sum = -bounds[row];
        for (int j = 0; j < n; j++) {
            sum += normals[row * n + j] * y[j];
        }
        return sum;
    }

    /** The row that a point is farthest outside of, excused ones aside; −1 where it is in all of them. */
    int farthest(double[] y) {
        double largest = largest(y);
        int farthest = -1;
        double most = 0;
        for (int i = 0; i < count; i++) {
            double excess = excess(i, y);
            if (excess > most && excess > ROUNDING * (sizes[i] + largest) && !excused[i]) {
                most = excess;
                farthest = i;
            }
        }
        return farthest;
    }

    /**
     * Whether a row that is made up of the active ones is exceeded by no more than rounding leaves in those: where many rows meet in one
     * corner, it is not a contradiction.
     */
    boolean isRounding(int row, double[] y, ActiveRows active) {
        double size = sizes[row];
        double shares = 1;
        for (int k = 0; k < active.count(); k++) {
            size += Math.abs(active.share[k]) * sizes[active.row(k)];
            shares += Math.abs(active.share[k]);
        }
        return excess(row, y) <= ROUNDING * (size + shares * largest(y));
    }

    /** Takes it for kept until the active rows change. */
    void excuse(int row) {
        excused[row] = true;
    }

    void excuseNone() {
        Arrays.fill(excused, false);
    }

    private static double largest(double[] y) {
        double largest = 0;
        for (int j = 0; j < y.length; j++) {
            largest = Math.max(largest, Math.abs(y[j]));
        }
        return largest;
    }
}
