package dev.creance.sim.drive;

import dev.creance.runtime.HotPath;

/** The exact solution of {@code x' = (settled − x) / time} over a step with all else held. Not thread-safe. */
final class Relaxation {
    private final double timeS;
    private double decayDtS = Double.NaN;
    private double decay;

    Relaxation(double timeS) {
        this.timeS = timeS;
    }

    /** x after the step. */
    @HotPath
    double step(double x, double settled, double dtS) {
        if (dtS != decayDtS) {
            decayDtS = dtS;
            decay = StrictMath.exp(-dtS / timeS);
        }
        return settled + (x - settled) * decay;
    }
}
