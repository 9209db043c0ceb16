package dev.creance.runtime.loop;

import dev.creance.runtime.HotPath;
import dev.creance.runtime.SetpointInputs;

/**
 * Where set points are changed in a flight that goes on. Whoever asks hands over values that were checked; the tick takes all of
 * them at once at its start, and never waits.
 *
 * <pre>{@code
 * if (setpoints.ask(new double[] {Double.NaN, 2})) …     // any thread
 * setpoints.begin(in.setpoints);                         // the tick
 * }</pre>
 */
public final class SetpointSwitch {
    private volatile double[] asked;

    /**
     * Asks for values; false where those before have not been taken yet. One thread at a time.
     *
     * @param values one for each set point of the records' schema; NaN for those that stay
     */
    public boolean ask(double[] values) {
        if (asked != null) {
            return false;
        }
        asked = values.clone();
        return true;
    }

    /** Whether a tick has taken all that was asked for. Any thread. */
    public boolean taken() {
        return asked == null;
    }

    @HotPath
    void begin(SetpointInputs inOut) {
        inOut.fresh = false;
        double[] newest = asked;
        if (newest != null) {
            inOut.take(newest);
            asked = null;
        }
    }
}
