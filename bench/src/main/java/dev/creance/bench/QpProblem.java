package dev.creance.bench;

import java.util.SplittableRandom;

/**
 * A projection: the point nearest to a wish, by weighted squares, in rows a·u ≤ b.
 *
 * @param weights of the squares, 0.1 to 10
 * @param normals row by row
 */
record QpProblem(double[] weights, double[] wish, double[] normals, double[] bounds) {
    /** How many of each; named as in "7x46". */
    record Size(int variables, int rows) {
        @Override
        public String toString() {
            return variables + "x" + rows;
        }
    }

    /** Two limits of each variable and then rows in any direction, all about a point; the wish is up to five times as far off. */
    static QpProblem feasible(Size size, SplittableRandom random) {
        QpProblem problem = empty(size, random);
        int n = size.variables();
        double[] inside = draw(n, 1, random);
        for (int j = 0; j < n; j++) {
            problem.wish[j] = inside[j] + random.nextDouble(-5, 5);
        }
        for (int i = 0; i < size.rows(); i++) {
            if (i < 2 * n) {
                problem.normals[i * n + i / 2] = i % 2 == 0 ? 1 : -1;
            } else {
                System.arraycopy(draw(n, 1, random), 0, problem.normals, i * n, n);
            }
            problem.bounds[i] = random.nextDouble();
            for (int j = 0; j < n; j++) {
                problem.bounds[i] += problem.normals[i * n + j] * inside[j];
            }
        }
        return problem;
    }

    /**
     * Among rows in any direction there are some, at random places, of which a sum with positive multiples says 0 ≤ a negative number: no
     * point is in all of them (Farkas).
     */
    static QpProblem infeasible(Size size, SplittableRandom random) {
        QpProblem problem = empty(size, random);
        int n = size.variables();
        System.arraycopy(draw(n, 5, random), 0, problem.wish, 0, n);
        int contradicting = random.nextInt(2, n + 2);
        double[] last = new double[n];
        double bounds = 0;
        int left = contradicting;
        for (int i = 0; i < size.rows(); i++) {
            double[] normal = draw(n, 1, random);
            double bound = random.nextDouble(-1, 1);
            if (random.nextInt(size.rows() - i) < left) {
                double multiple = random.nextDouble(0.1, 2);
                if (--left == 0) {
                    normal = last;
                    bound = -bounds - StrictMath.pow(10, random.nextDouble(-3, 0));
                }
                for (int j = 0; j < n && left > 0; j++) {
                    last[j] -= multiple * normal[j];
                }
                bounds += multiple * bound;
            }
            System.arraycopy(normal, 0, problem.normals, i * n, n);
            problem.bounds[i] = bound;
        }
        return problem;
    }

    private static QpProblem empty(Size size, SplittableRandom random) {
        int n = size.variables();
        double[] weights = new double[n];
        for (int j = 0; j < n; j++) {
            weights[j] = random.nextDouble(0.1, 10);
        }
        return new QpProblem(weights, new double[n], new double[size.rows() * n], new double[size.rows()]);
    }

    private static double[] draw(int count, double most, SplittableRandom random) {
        double[] values = new double[count];
        for (int j = 0; j < count; j++) {
            values[j] = random.nextDouble(-most, most);
        }
        return values;
    }

    /** How far a point is beyond the row that it breaks by most; below zero inside all. */
    double violation(double[] point) {
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < rows(); i++) {
            double excess = -bounds[i];
            for (int j = 0; j < point.length; j++) {
                excess += normals[i * point.length + j] * point[j];
            }
            most = Math.max(most, excess);
        }
        return most;
    }

    /** Half the weighted squares of its distance from the wish. */
    double cost(double[] point) {
        double cost = 0;
        for (int j = 0; j < point.length; j++) {
            cost += 0.5 * weights[j] * (point[j] - wish[j]) * (point[j] - wish[j]);
        }
        return cost;
    }

    int variables() {
        return wish.length;
    }

    int rows() {
        return bounds.length;
    }
}
