package dev.creance.safety.qp;

import dev.creance.runtime.HotPath;
import java.util.Arrays;

/**
 * The point of a polyhedron nearest to a wish, min ½ (u − w)ᵀ H (u − w) with a_i·u ≤ b_i, by the dual method of Goldfarb and Idnani
 * (Mathematical Programming 27, 1983). In y = Lᵀ (u − w) and with rows of length 1 it begins at the wish, y = 0, and takes in the row
 * that is exceeded most, by steps along it that keep the active ones, a_p = N r + z,
 *
 * <pre>
 * y −= t z      λ −= t r      λ_p += t
 * </pre>
 *
 * until it holds, t = (a_p·y − b_p) / |z|², or the multiplier of an active one comes to zero first, which is then let go. Where neither
 * ends a step there is no point: a_p − Σ r_i a_i = 0 with no r_i > 0, and b_p − Σ r_i b_i < 0 (Farkas). A wish inside is returned as it
 * is, bit by bit.
 *
 * <p>Next to a wish far away the digits of a point near by are lost: so the search goes on about the point that it came to, until nothing
 * is exceeded about that one. The solution is therefore its own projection, bit by bit, but for corners of rows so much alike that rounding
 * moves them.
 *
 * <p>Allocation-free after construction; bounded by its cap on iterations; deterministic; not thread-safe.
 */
@HotPath
public final class DualActiveSet {
    /** Square of the sine of the angle below which a row is a combination of the active ones. */
    private static final double DEPENDENT = 1e-20;

    /** Searches about ever nearer centres; the second finds no more but where a wish is very far. */
    private static final int MOST_ROUNDS = 4;

    private final int n;
    private final int mostIterations;
    private final UnitRows rows;
    private final ActiveRows active;
    private final Residual residual;

    private final double[] y;
    private final double[] lambda;
    private final double[] products;
    private final double[] way;
    private final double[] multipliers;
    private int iterations;
    private boolean changed;

    /**
     * Makes room.
     *
     * @param most rows
     * @param mostIterations rows taken in and let go, together
     */
    public DualActiveSet(int variables, int most, int mostIterations) {
        n = variables;
        this.mostIterations = mostIterations;
        rows = new UnitRows(n, most);
        active = new ActiveRows(n);
        residual = new Residual(n);
        y = new double[n];
        lambda = new double[n + 1];
        products = new double[n];
        way = new double[n];
        multipliers = new double[most];
    }

    /** Of the last {@link #project}. */
    public int iterations() {
        return iterations;
    }

    /** Of the last {@link #project} that was SOLVED or INEXACT. */
    public Residual residual() {
        return residual;
    }

    /**
     * Of a row in the last {@link #project}: how strongly it holds the solution, 0 where it does not. After INFEASIBLE they are such
     * that Σ λ_i a_i = 0, λ_i ≥ 0 and Σ λ_i b_i < 0: no point is in all of these rows.
     */
    public double multiplier(int row) {
        return multipliers[row];
    }

    /**
     * Projects.
     *
     * @param wish not modified
     * @param out the nearest point where SOLVED, else NaN; another array than the wish
     */
    public Outcome project(Metric metric, double[] wish, HalfSpaces given, double[] out) {
        Arrays.fill(out, Double.NaN);
        Arrays.fill(multipliers, 0);
        Arrays.fill(y, 0);
        active.clear();
        iterations = 0;
        if (!rows.take(metric, wish, given)) {
            return Outcome.BAD;
        }
        System.arraycopy(wish, 0, out, 0, n);
        Outcome outcome = approach(metric, given, out);
        if (outcome == Outcome.SOLVED) {
            for (int k = 0; k < active.count(); k++) {
                multipliers[active.row(k)] = lambda[k] * rows.perLength[active.row(k)];
            }
            residual.compute(metric, wish, given, out, multipliers);
            outcome = residual.isSmall() ? Outcome.SOLVED : Outcome.INEXACT;
        }
        if (outcome != Outcome.SOLVED) {
            Arrays.fill(out, Double.NaN);
        }
        return outcome;
    }

    private Outcome approach(Metric metric, HalfSpaces given, double[] inOut) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            changed = false;
            Outcome outcome = search();
            if (outcome != Outcome.SOLVED || !changed) {
                return outcome;
            }
            settle(metric, given, inOut);
        }
        return Outcome.INEXACT;
    }

    private Outcome search() {
        for (int entering = rows.farthest(y); entering >= 0; entering = rows.farthest(y)) {
            Outcome outcome = enter(entering);
            if (outcome != Outcome.SOLVED) {
                return outcome;
            }
        }
        return Outcome.SOLVED;
    }

    /** Behind those of the active rows stands the multiplier of the one that enters. */
    private Outcome enter(int row) {
        lambda[active.count()] = 0;
        while (iterations < mostIterations) {
            iterations++;
            double squared = active.split(rows.normals, row * n);
            boolean moves = squared > DEPENDENT;
            if (!moves && rows.isRounding(row, y, active)) {
                rows.excuse(row);
                return lambda[active.count()] == 0 ? Outcome.SOLVED : Outcome.INEXACT;
            }
            int leaving = firstToLeave();
            if (!moves && leaving < 0) {
                prove(row);
                return Outcome.INFEASIBLE;
            }
            double until = leaving < 0 ? Double.POSITIVE_INFINITY : lambda[leaving] / active.share[leaving];
            double whole = moves ? Math.max(0, rows.excess(row, y)) / squared : Double.POSITIVE_INFINITY;
            step(Math.min(until, whole), moves);
            if (whole <= until) {
                active.add(row, squared);
                rows.excuseNone();
                changed = true;
                return Outcome.SOLVED;
            }
            if (leaving < 0) {
                return Outcome.INEXACT; // NaN, of numbers too large
            }
            System.arraycopy(lambda, leaving + 1, lambda, leaving, active.count() - leaving);
            active.drop(leaving);
        }
        return Outcome.CAPPED;
    }

    /** The active row whose multiplier comes to zero first; −1 where none does. */
    private int firstToLeave() {
        int first = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < active.count(); k++) {
            if (active.share[k] > 0 && lambda[k] / active.share[k] < least) {
                least = lambda[k] / active.share[k];
                first = k;
            }
        }
        return first;
    }

    private void step(double length, boolean moves) {
        for (int j = 0; moves && j < n; j++) {
            y[j] -= length * active.across[j];
        }
        for (int k = 0; k < active.count(); k++) {
            lambda[k] = Math.max(0, lambda[k] - length * active.share[k]);
        }
        lambda[active.count()] += length;
    }

    private void prove(int row) {
        multipliers[row] = rows.perLength[row];
        for (int k = 0; k < active.count(); k++) {
            multipliers[active.row(k)] = Math.max(0, -active.share[k]) * rows.perLength[active.row(k)];
        }
    }

    /** Goes to y, and on to where the active rows hold as they were given: that is the next centre. */
    private void settle(Metric metric, HalfSpaces given, double[] inOut) {
        move(metric, y, inOut);
        for (int k = 0; k < active.count(); k++) {
            int row = active.row(k);
            products[k] = (given.bounds[row] - given.product(row, inOut)) * rows.perLength[row];
        }
        active.meet(products, way);
        move(metric, way, inOut);
        Arrays.fill(y, 0);
        rows.centre(given, inOut);
    }

    /** @param by in y; overwritten by what it is in u */
    private void move(Metric metric, double[] by, double[] inOut) {
        metric.raise(by);
        for (int j = 0; j < n; j++) {
            inOut[j] += by[j];
        }
    }
}
