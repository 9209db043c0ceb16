package dev.creance.policies.action;

import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;

/** Turns one row of an action into commands in SI units, and back. Keeps what it needs from one period to the next. */
public interface Decoder {
    /**
     * Writes the commands.
     *
     * @param row the action of this native period
     * @param action all that the inference returned
     * @param period the number of the native period that the row is for
     */
    @HotPath
    void decode(double[] row, float[] action, int period, double[] commandOut);

    /** The action that leads, without clips, to a command that was executed. */
    @HotPath
    void encode(double[] executed, double[] rowOut);

    /** The action that leads to where the joints are. */
    @HotPath
    void resting(Frame sensors, double[] rowOut);

    /** Back to before the first action. */
    @HotPath
    void reset();
}
