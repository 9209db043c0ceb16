package dev.creance.policies.action;

import dev.creance.runtime.HotPath;

/**
 * A first-order low-pass, y' = ω (x − y), solved exactly over a tick in which x holds: y += (1 − exp(−ω dt)) (x − y). It starts
 * with the first command.
 */
final class LowPass implements Between {
    private final double share;
    private final double[] filtered;
    private boolean started;

    LowPass(double cutOffHz, double tickS, int size) {
        this.share = 1 - StrictMath.exp(-2 * Math.PI * cutOffHz * tickS);
        this.filtered = new double[size];
    }

    @Override
    @HotPath
    public void apply(double[] command) {
        for (int i = 0; i < filtered.length; i++) {
            double kept = filtered[i];
            // What is not finite is shown to the shield and not remembered.
            double next = started ? kept + share * (command[i] - kept) : command[i];
            filtered[i] = Double.isFinite(next) ? next : kept;
            command[i] = next;
        }
        started = true;
    }

    @Override
    @HotPath
    public void reset() {
        started = false;
    }
}
