package dev.creance.bench;

import org.ojalgo.matrix.store.R064Store;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.convex.ConvexSolver;

/** The same problem for ojAlgo: min ½ uᵀ Q u − Cᵀ u with A u ≤ b. Its matrices are there beforehand; builder and solver are of the tick. */
final class OjAlgoQp {
    private final R064Store quadratic;
    private final R064Store linear;
    private final R064Store normals;
    private final R064Store bounds;

    /** Of the last {@link #solve}. */
    private Optimisation.Result result;

    OjAlgoQp(QpProblem problem) {
        int n = problem.variables();
        quadratic = R064Store.FACTORY.make(n, n);
        linear = R064Store.FACTORY.make(n, 1);
        normals = R064Store.FACTORY.make(problem.rows(), n);
        bounds = R064Store.FACTORY.make(problem.rows(), 1);
        for (int j = 0; j < n; j++) {
            quadratic.set(j, j, problem.weights()[j]);
            linear.set(j, 0, problem.weights()[j] * problem.wish()[j]);
        }
        for (int i = 0; i < problem.rows(); i++) {
            for (int j = 0; j < n; j++) {
                normals.set(i, j, problem.normals()[i * n + j]);
            }
            bounds.set(i, 0, problem.bounds()[i]);
        }
    }

    void solve() {
        result = ConvexSolver.newBuilder()
                .objective(quadratic, linear)
                .inequalities(normals, bounds)
                .build()
                .solve();
    }

    boolean isOptimal() {
        return result.getState().isOptimal();
    }

    boolean isFeasible() {
        return result.getState().isFeasible();
    }

    double[] out() {
        return result.toRawCopy1D();
    }
}
