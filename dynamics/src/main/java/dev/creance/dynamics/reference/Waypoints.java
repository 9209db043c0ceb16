package dev.creance.dynamics.reference;

import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Reference;

/**
 * Moves from one point to the next, at rest in each, and stays in the last. In between, with τ from 0 to 1,
 *
 * <pre>
 * q = q₀ + (q₁ − q₀) τ³ (10 − 15 τ + 6 τ²)      q' = (q₁ − q₀) 30 τ² (1 − τ)² / T
 * </pre>
 *
 * so that neither speed nor acceleration jumps. The layout holds the values, then their speeds.
 */
public final class Waypoints implements Reference {
    /** Greatest speed over the mean one: 30/16 at τ = 1/2. */
    public static final double PEAK_SPEED = 1.875;

    private final Layout layout;
    private final Moments moments;
    private final double[][] points;

    /** @param points of each moment; half as many values as the layout has channels */
    public Waypoints(Layout layout, Moments moments, double[][] points) {
        this.layout = layout;
        this.moments = moments;
        this.points = points;
    }

    @Override
    public Layout layout() {
        return layout;
    }

    @Override
    @HotPath
    public void sample(long elapsedNs, Frame out) {
        int index = moments.lastBefore(elapsedNs);
        int next = Math.min(index + 1, points.length - 1);
        double durationS = next > index ? moments.durationS(index) : 1;
        double t = Math.max(0, elapsedNs - moments.atNs(index)) * 1e-9 / durationS;
        double share = t * t * t * (10 + t * (6 * t - 15));
        double sharePerS = 30 * t * t * (1 - t) * (1 - t) / durationS;
        int n = points[index].length;
        for (int i = 0; i < n; i++) {
            double way = points[next][i] - points[index][i];
            out.values[i] = next > index ? points[index][i] + way * share : points[index][i];
            out.values[n + i] = next > index ? way * sharePerS : 0;
        }
        out.validBits = out.allValid();
        out.sampleNs = elapsedNs;
    }
}
