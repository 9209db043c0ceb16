package dev.creance.bench.shield;

import java.util.Arrays;

/**
 * A control barrier function filter whose constraints may be bought off, written anew from the programme that cbfpy publishes
 * (danielpmorton/cbfpy at 6bdddf41 and 12dae42e, with its defaults: relaxed, penalties 10³ and 10⁵; no code of it is used). For a joint
 * with q'' = u, barriers q_max − q and q − q_min of relative degree 2, V − q' and V + q' of degree 1, and the gain α in each:
 *
 * <pre>
 * min (u − u_des)² + 10³ Σ s_i + 10⁵ Σ t_j        s, t ≥ 0
 * u ≤ α (α (q_max − q) − q') − α q' + s_1        u ≤ α (V − q') + s_2        u ≤ A + t_1      and mirrored
 * </pre>
 *
 * The cost is convex and, between the bounds, quadratic in one variable: its least value is at a bound, or where a parabola has its
 * vertex. The proposal is a set point: u_des is what would reach it in a tick, within the
 * drive's acceleration (farther off, the deviation would cost more than any penalty), and what comes out is a set point again.
 */
final class SlackBarrierFilter extends PeerShield {
    private static final double BARRIER_PENALTY = 1e3;
    private static final double CONTROL_PENALTY = 1e5;

    private final JointRangeLimiter.Limits limits;
    private final double tickS;
    private final double gainPerS;
    private final double[] bounds = new double[6];
    private final boolean[] above = new boolean[6];
    private final double[] penalties = {
        BARRIER_PENALTY, BARRIER_PENALTY, BARRIER_PENALTY, BARRIER_PENALTY, CONTROL_PENALTY, CONTROL_PENALTY
    };

    SlackBarrierFilter(JointRangeLimiter.Limits limits, double gainPerS, double tickS) {
        this.limits = limits;
        this.tickS = tickS;
        this.gainPerS = gainPerS;
    }

    @Override
    int joints() {
        return limits.lower().length;
    }

    @Override
    void start(double[] position) {
        // it remembers nothing
    }

    @Override
    void limit(double[] position, double[] velocity, double[] proposal, double[] out) {
        for (int i = 0; i < out.length; i++) {
            double most = limits.acceleration()[i];
            double wanted = ((proposal[i] - position[i]) / tickS - velocity[i]) / tickS;
            wanted = wanted > most ? most : wanted < -most ? -most : wanted;
            double u = filter(i, position[i], velocity[i], wanted);
            out[i] = position[i] + tickS * (velocity[i] + tickS * u);
        }
    }

    /** The acceleration that costs least. */
    double filter(int i, double q, double v, double wanted) {
        double a = gainPerS;
        set(0, true, a * (a * (limits.upper()[i] - q) - v) - a * v);
        set(1, false, -(a * (a * (q - limits.lower()[i]) + v) + a * v));
        set(2, true, a * (limits.velocity()[i] - v));
        set(3, false, -a * (limits.velocity()[i] + v));
        set(4, true, limits.acceleration()[i]);
        set(5, false, -limits.acceleration()[i]);
        double best = Double.NaN;
        double least = Double.POSITIVE_INFINITY;
        for (double candidate : candidates(wanted)) {
            double cost = cost(candidate, wanted);
            if (cost < least) {
                least = cost;
                best = candidate;
            }
        }
        return best;
    }

    private void set(int constraint, boolean upper, double bound) {
        above[constraint] = upper;
        bounds[constraint] = bound;
    }

    /** Every bound, and the vertex of the parabola between each two neighbours. */
    private double[] candidates(double wanted) {
        double[] sorted = bounds.clone();
        Arrays.sort(sorted);
        double[] all = Arrays.copyOf(sorted, 2 * sorted.length + 1);
        for (int k = 0; k <= sorted.length; k++) {
            double from = k == 0 ? Double.NEGATIVE_INFINITY : sorted[k - 1];
            double to = k == sorted.length ? Double.POSITIVE_INFINITY : sorted[k];
            double inside = k == 0 ? to - 1 : k == sorted.length ? from + 1 : (from + to) / 2;
            double slope = 0;
            for (int c = 0; c < bounds.length; c++) {
                slope += isBroken(c, inside) ? (above[c] ? penalties[c] : -penalties[c]) : 0;
            }
            all[sorted.length + k] = Math.max(from, Math.min(to, wanted - slope / 2));
        }
        return all;
    }

    private boolean isBroken(int c, double u) {
        return above[c] ? u > bounds[c] : u < bounds[c];
    }

    double cost(double u, double wanted) {
        double cost = (u - wanted) * (u - wanted);
        for (int c = 0; c < bounds.length; c++) {
            cost += isBroken(c, u) ? penalties[c] * Math.abs(u - bounds[c]) : 0;
        }
        return cost;
    }
}
