package dev.creance.runtime;

/**
 * What a learned guard is fed: the state and a command, as its training saw them. Deterministic; on the tick thread only.
 *
 * <pre>{@code
 * features.observe(sensors, reference);   // in each tick
 * features.fill(proposal, values);        // as often as there are commands to judge
 * features.acted(executed);               // in each tick
 * }</pre>
 */
public interface Features {
    /** Values of the state; they stand first. */
    int observationSize();

    /** Values of the command; 0 where the guard judges states alone. */
    int commandSize();

    /** Takes the newest sensors and the reference. */
    @HotPath
    void observe(Frame sensors, Frame reference);

    /**
     * Writes the state as it was last observed, and a command. Passes NaN on.
     *
     * @param command SI units, in the order of the command layout
     */
    @HotPath
    void fill(double[] command, float[] out);

    /** Tells what was executed, SI units. */
    @HotPath
    void acted(double[] executed);

    /** Back to the state before the first observation. */
    @HotPath
    void reset();
}
