package dev.creance.runtime;

import java.util.Arrays;

/**
 * What people ask of the policy while it flies, in place of what the reference asks: one value for each channel of the
 * reference whose name begins with {@link #PREFIX}. Values stay until they are asked for anew. A mutable holder, written by the
 * loop alone.
 *
 * <pre>{@code
 * in.setpoints.take(new double[] {Double.NaN, 2});     // the first as the reference has it, the second 2 from now on
 * }</pre>
 */
public final class SetpointInputs {
    /** How the names of channels begin that hold what is asked of the policy besides its course. */
    public static final String PREFIX = "setpoint.";

    /** In the order of the reference's channels; NaN where nobody has asked for another value than the reference's. */
    public final double[] values;

    /** Whether any of them was asked for since the last tick. */
    public boolean fresh;

    public SetpointInputs(int setpoints) {
        values = new double[setpoints];
        Arrays.fill(values, Double.NaN);
    }

    /** @param asked one for each; NaN leaves what was asked for before */
    @HotPath
    public void take(double[] asked) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.isNaN(asked[i]) ? values[i] : asked[i];
        }
        fresh = true;
    }
}
