package dev.creance.sim.ode;

import dev.creance.runtime.HotPath;

/** x' = f(t, x). */
@FunctionalInterface
public interface Ode {
    /**
     * @param x not to be changed
     * @param rateOut overwritten
     */
    @HotPath
    void derivative(double timeS, double[] x, double[] rateOut);
}
