package dev.creance.dynamics.control;

import dev.creance.runtime.HotPath;

/** A control law that is asked once per period. Allocation-free after construction; not thread-safe. */
public interface Controller {
    /**
     * One period.
     *
     * @param measured the channels that the controller was given, in that order; finite
     * @param reference likewise
     * @param commandOut in SI units, in the order of the command channels
     */
    @HotPath
    void control(double[] measured, double[] reference, double[] commandOut);

    /** Forgets all that came before. */
    @HotPath
    void reset();
}
