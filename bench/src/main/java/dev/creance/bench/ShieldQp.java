package dev.creance.bench;

import dev.creance.safety.qp.DualActiveSet;
import dev.creance.safety.qp.HalfSpaces;
import dev.creance.safety.qp.Metric;
import dev.creance.safety.qp.Outcome;

/** A problem for the shield's own solver; what a shield does in a tick: fill the rows, project. */
final class ShieldQp {
    private static final int MOST_ITERATIONS = 200;

    private final QpProblem problem;
    private final Metric metric;
    private final HalfSpaces rows;
    private final DualActiveSet solver;
    private final double[][] normals;
    final double[] out;

    /** @param solver of this size or larger in rows; shared by problems */
    ShieldQp(QpProblem problem, DualActiveSet solver) {
        this.problem = problem;
        this.solver = solver;
        int n = problem.variables();
        metric = new Metric(problem.weights());
        rows = new HalfSpaces(n, problem.rows());
        normals = new double[problem.rows()][n];
        for (int i = 0; i < normals.length; i++) {
            System.arraycopy(problem.normals(), i * n, normals[i], 0, n);
        }
        out = new double[n];
    }

    static DualActiveSet solver(QpProblem.Size size) {
        return new DualActiveSet(size.variables(), size.rows(), MOST_ITERATIONS);
    }

    Outcome solve() {
        rows.clear();
        for (int i = 0; i < normals.length; i++) {
            rows.add(normals[i], problem.bounds()[i]);
        }
        return solver.project(metric, problem.wish(), rows, out);
    }
}
