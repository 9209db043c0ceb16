package dev.creance.policies.observation;

import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;

/** One where a set point's value chooses, 0 elsewhere: which skill or task is asked for. NaN where it chooses nothing. */
final class OneHotSource implements ObservationSource {
    private final SetpointState setpoint;
    private final int value;
    private final int choices;

    OneHotSource(SetpointState setpoint, int value, int choices) {
        this.setpoint = setpoint;
        this.value = value;
        this.choices = choices;
    }

    @Override
    @HotPath
    public void values(Frame sensors, Frame reference, double[] out) {
        double chosen = setpoint.value(value);
        boolean known = chosen >= 0 && chosen < choices && chosen == Math.rint(chosen);
        for (int i = 0; i < choices; i++) {
            out[i] = !known ? Double.NaN : i == chosen ? 1 : 0;
        }
    }
}
