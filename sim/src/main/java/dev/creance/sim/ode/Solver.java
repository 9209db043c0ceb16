package dev.creance.sim.ode;

import dev.creance.runtime.HotPath;

/** Advances a state through time. Allocation-free after construction; not thread-safe. */
public sealed interface Solver permits Euler, RungeKutta4, DormandPrince {
    /**
     * Advances {@code x} from {@code timeS} by {@code dtS}.
     *
     * @param x of the size the solver was made for
     */
    @HotPath
    void advance(Ode ode, double timeS, double dtS, double[] x);
}
