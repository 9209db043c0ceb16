package dev.creance.safety.logic;

import dev.creance.runtime.HotPath;

/** What a formula's monitor would come to over samples that are predicted: it goes on from where the monitor is, and leaves it there. */
public final class Foresight {
    private final SignalMonitor past;
    private final SignalMonitor scratch;
    private final int horizonTicks;
    private final double reserve;
    private final long steps;
    private double least = Double.NaN;

    /**
     * @param horizonTicks how far a prediction goes
     * @param reserve by how much more than its margin it is to hold of a candidate, for what the model may be off
     * @param steps of a model that it takes in a tick at most
     */
    Foresight(SignalMonitor past, int horizonTicks, double reserve, long steps) {
        this.past = past;
        this.horizonTicks = horizonTicks;
        this.reserve = reserve;
        this.steps = steps;
        scratch = past.another();
    }

    public int horizonTicks() {
        return horizonTicks;
    }

    public double reserve() {
        return reserve;
    }

    /** Of the model, in a tick at most. */
    public long steps() {
        return steps;
    }

    /** Back to what has been. */
    @HotPath
    public void begin() {
        scratch.copyFrom(past);
        least = Double.POSITIVE_INFINITY;
    }

    /** Takes the sample of the next tick. */
    @HotPath
    public void step(double[] sample) {
        scratch.step(sample);
        least = BlockFold.min(scratch.lower(), least);
    }

    /** The least robustness that can be, since the last {@link #begin}; what is still undecided does not count. */
    public double lower() {
        return least;
    }
}
