package dev.creance.safety.qp;

import dev.creance.runtime.property.Choices;

/** A problem of the property tests: as it is given to the solver, and what is known of it. */
final class Problem {
    final int n;
    final double[] h;
    final Metric metric;
    final double[] wish;
    final HalfSpaces rows;

    Problem(int n, int most) {
        this.n = n;
        h = new double[n * n];
        wish = new double[n];
        rows = new HalfSpaces(n, most);
        double[] ones = new double[n];
        for (int i = 0; i < n; i++) {
            ones[i] = 1;
            h[i * n + i] = 1;
        }
        metric = new Metric(ones);
    }

    /**
     * A polyhedron about a point, which is often a corner of it: general rows, limits of one variable, rows twice, rows of zeros; in
     * all kinds of units, and any metric.
     */
    static Problem feasible(Choices choices) {
        int n = choices.integer(1, 8);
        int m = choices.integer(1, 64);
        Problem problem = new Problem(n, m);
        problem.drawMetric(choices);
        double[] inside = coarse(draw(choices, n, 1));
        for (int j = 0; j < n; j++) {
            problem.wish[j] = inside[j] + choices.between(-5, 5);
        }
        for (int i = 0; i < m; i++) {
            double[] normal = coarse(problem.drawNormal(choices, i));
            double slack = choices.integer(0, 3) == 0 ? 0 : choices.between(0, 1);
            double unit = Math.pow(2, choices.integer(-13, 13));
            double bound = (dot(normal, inside) + slack) * unit;
            for (int j = 0; j < n; j++) {
                normal[j] *= unit;
            }
            problem.rows.add(normal, bound);
        }
        return problem;
    }

    /** So that products are exact, and a corner in which many rows meet is a point of them all. */
    private static double[] coarse(double[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.rint(values[i] * 0x1p16) / 0x1p16;
        }
        return values;
    }

    private double[] drawNormal(Choices choices, int row) {
        double[] normal = new double[n];
        switch (choices.integer(0, 5)) {
            case 0 -> normal[choices.integer(0, n - 1)] = choices.bool() ? 1 : -1;
            case 1 -> {
                if (row > 0) {
                    int twin = choices.integer(0, row - 1);
                    double reach = Math.max(0x1p-30, rows.reach(twin));
                    for (int j = 0; j < n; j++) {
                        normal[j] = rows.normals[twin * n + j] / Math.scalb(1, Math.getExponent(reach));
                    }
                }
            }
            default -> System.arraycopy(draw(choices, n, 1), 0, normal, 0, n);
        }
        return normal;
    }

    /** Rows of which a combination with positive multiples says 0·u ≤ a negative number (Farkas), among others. */
    static Problem infeasible(Choices choices) {
        int n = choices.integer(1, 8);
        int others = choices.integer(0, 20);
        int contradicting = choices.integer(2, n + 1);
        Problem problem = new Problem(n, others + contradicting);
        problem.drawMetric(choices);
        System.arraycopy(draw(choices, n, 5), 0, problem.wish, 0, n);
        double[] sum = new double[n];
        double bounds = 0;
        for (int i = 0; i < others; i++) {
            problem.rows.add(draw(choices, n, 1), choices.between(-1, 1));
        }
        for (int i = 0; i < contradicting - 1; i++) {
            double[] normal = draw(choices, n, 1);
            double bound = choices.between(-1, 1);
            double multiple = choices.between(0.1, 2);
            problem.rows.add(normal, bound);
            bounds += multiple * bound;
            for (int j = 0; j < n; j++) {
                sum[j] -= multiple * normal[j];
            }
        }
        problem.rows.add(sum, -bounds - Math.pow(10, choices.integer(-6, 0)));
        return problem;
    }

    private void drawMetric(Choices choices) {
        if (choices.bool()) {
            // M Mᵀ + 1/10
            double[] m = draw(choices, n * n, 1);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double sum = i == j ? 0.1 : 0;
                    for (int k = 0; k < n; k++) {
                        sum += m[i * n + k] * m[j * n + k];
                    }
                    h[i * n + j] = sum;
                }
            }
        } else {
            for (int i = 0; i < n; i++) {
                h[i * n + i] = choices.between(0.1, 10);
            }
        }
        metric.set(h);
    }

    static double[] draw(Choices choices, int size, double most) {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = choices.between(-most, most);
        }
        return values;
    }

    DualActiveSet solver() {
        return new DualActiveSet(n, rows.most(), 200);
    }

    double[] normal(int row) {
        double[] normal = new double[n];
        System.arraycopy(rows.normals, row * n, normal, 0, n);
        return normal;
    }

    /** By how much a point is outside a row, over its length. */
    double outside(int row, double[] u) {
        double length = Math.sqrt(dot(normal(row), normal(row)));
        return length > 0 ? (dot(normal(row), u) - rows.bounds[row]) / length : -rows.bounds[row];
    }

    /** ½ (u − w)ᵀ H (u − w) */
    double cost(double[] u) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += 0.5 * (u[i] - wish[i]) * slope(i, u);
        }
        return sum;
    }

    double slope(int i, double[] u) {
        double sum = 0;
        for (int j = 0; j < n; j++) {
            sum += h[i * n + j] * (u[j] - wish[j]);
        }
        return sum;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
