package dev.creance.dynamics.reference;

import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Reference;

/** One value that sets out for the next goal at each moment, and gets there at a given rate; it begins at the first goal. */
public final class Ramps implements Reference {
    private final Layout layout;
    private final Moments moments;
    private final double[] from;
    private final double[] goals;
    private final double perS;

    /** @param perS how fast the value changes */
    public Ramps(Layout layout, Moments moments, double[] goals, double perS) {
        this.layout = layout;
        this.moments = moments;
        this.goals = goals;
        this.perS = perS;
        from = new double[goals.length];
        from[0] = goals[0];
        for (int i = 1; i < goals.length; i++) {
            from[i] = value(i - 1, moments.atNs(i));
        }
    }

    @Override
    public Layout layout() {
        return layout;
    }

    @Override
    @HotPath
    public void sample(long elapsedNs, Frame out) {
        out.values[0] = value(moments.lastBefore(elapsedNs), elapsedNs);
        out.validBits = out.allValid();
        out.sampleNs = elapsedNs;
    }

    @HotPath
    private double value(int index, long elapsedNs) {
        double way = goals[index] - from[index];
        double gone = perS * Math.max(0, elapsedNs - moments.atNs(index)) * 1e-9;
        return gone < Math.abs(way) ? from[index] + Math.copySign(gone, way) : goals[index];
    }
}
