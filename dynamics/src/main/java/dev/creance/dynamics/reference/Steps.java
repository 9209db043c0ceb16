package dev.creance.dynamics.reference;

import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Reference;

/** Keeps the values of each moment until the next one. */
public final class Steps implements Reference {
    private final Layout layout;
    private final Moments moments;
    private final double[][] values;

    /** @param values of each moment, in the order of the layout */
    public Steps(Layout layout, Moments moments, double[][] values) {
        this.layout = layout;
        this.moments = moments;
        this.values = values;
    }

    @Override
    public Layout layout() {
        return layout;
    }

    @Override
    @HotPath
    public void sample(long elapsedNs, Frame out) {
        double[] now = values[moments.lastBefore(elapsedNs)];
        System.arraycopy(now, 0, out.values, 0, now.length);
        out.validBits = out.allValid();
        out.sampleNs = elapsedNs;
    }
}
