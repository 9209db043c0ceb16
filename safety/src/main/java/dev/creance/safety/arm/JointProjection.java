package dev.creance.safety.arm;

import dev.creance.runtime.HotPath;
import dev.creance.safety.qp.DualActiveSet;
import dev.creance.safety.qp.HalfSpaces;
import dev.creance.safety.qp.Metric;
import dev.creance.safety.qp.Outcome;

/**
 * One projection for all joints: the displacements nearest to those that each joint would take alone, inside the interval of each, with
 * the rows that couple them. Distances are what {@link BrakingPath} makes of them, curved; so it is asked again about the displacements
 * that came out, up to {@value #ROUNDS} times. Nearness is in shares of each joint's greatest displacement.
 */
@HotPath
final class JointProjection {
    static final int ROUNDS = 3;

    /** Twice what random problems of this size take at most. */
    private static final int MOST_ITERATIONS = 100;

    private final SetPointAxis[] axes;
    private final BrakingPath path;
    private final FollowingEffort effort;
    private final TrueMotion truth;
    private final HalfSpaces rows;
    private final CouplingRows coupling;
    private final Metric metric;
    private final DualActiveSet solver;
    private final double[] wish;
    private final double[] nearest;

    /**
     * The rows of these, beside two for each joint.
     *
     * @param effort null where it does not matter
     * @param truth likewise
     */
    JointProjection(SetPointAxis[] axes, BrakingPath path, FollowingEffort effort, TrueMotion truth) {
        this.axes = axes;
        this.path = path;
        this.effort = effort;
        this.truth = truth;
        int couplingRows =
                path.mostRows() + (effort == null ? 0 : effort.mostRows()) + (truth == null ? 0 : truth.mostRows());
        int n = axes.length;
        rows = new HalfSpaces(n, 2 * n + couplingRows);
        coupling = new CouplingRows(axes, rows);
        double[] ones = new double[n];
        for (int i = 0; i < n; i++) {
            ones[i] = 1;
        }
        metric = new Metric(ones);
        solver = new DualActiveSet(n, 2 * n + couplingRows, MOST_ITERATIONS);
        wish = new double[n];
        nearest = new double[n];
    }

    /** These are wanted; each inside its joint's interval. */
    void wish(double[] displacement) {
        for (int i = 0; i < axes.length; i++) {
            wish[i] = coupling.toShare(i, displacement[i]);
        }
    }

    /**
     * Projects what is wanted, by the rows about displacements that were tried.
     *
     * @param inOut tried; then the projection, where there is one
     * @return whether there is one
     */
    boolean project(double[] inOut) {
        rows.clear();
        for (int i = 0; i < axes.length; i++) {
            rows.atLeast(i, coupling.toShare(i, axes[i].least));
            rows.atMost(i, coupling.toShare(i, axes[i].greatest));
        }
        coupling.about(inOut);
        path.addTo(coupling);
        if (effort != null) {
            effort.addTo(coupling);
        }
        if (truth != null) {
            truth.addTo(coupling);
        }
        if (solver.project(metric, wish, rows, nearest) != Outcome.SOLVED) {
            return false;
        }
        for (int i = 0; i < axes.length; i++) {
            inOut[i] = coupling.toDisplacement(i, nearest[i]);
        }
        return true;
    }
}
