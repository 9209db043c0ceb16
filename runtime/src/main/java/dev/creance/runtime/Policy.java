package dev.creance.runtime;

/**
 * A learned controller with everything its training assumed about inputs and outputs. {@code observe}, {@code command} and
 * {@code acted} run on the tick thread; {@code infer} runs there too (inline) or on the policy's own thread. The state that
 * {@code infer} touches (recurrent state, tensors) is disjoint from what the others touch (action history).
 */
public interface Policy extends AutoCloseable {
    String name();

    int observationSize();

    int actionSize();

    /** Fills the observation from the newest sensors and the reference. Called at policy ticks only. */
    @HotPath
    void observe(Frame sensors, Frame reference, float[] observationOut);

    /** Computes the action, in the policy's own units, and carries its recurrent state on. */
    PolicyStatus infer(float[] observation, float[] actionOut);

    /** Maps an action to commands in SI units. Passes NaN on: the shield must see it. */
    @HotPath
    void command(float[] action, double[] commandOut);

    /**
     * Tells what was executed, once per tick, so that action history and previous action hold what the machine did.
     *
     * @param action the newest action as returned, before any limit
     * @param executed the command after the shield, SI units
     */
    @HotPath
    void acted(float[] action, double[] executed);

    /** Back to the state before the first observation. Never called while the policy flies. */
    void reset();

    @Override
    void close();
}
