package dev.creance.policies.observation;

import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;

/** Some values of a set point. */
final class SetpointSource implements ObservationSource {
    private final SetpointState setpoint;
    private final int[] values;

    SetpointSource(SetpointState setpoint, int[] values) {
        this.setpoint = setpoint;
        this.values = values;
    }

    @Override
    @HotPath
    public void values(Frame sensors, Frame reference, double[] out) {
        for (int i = 0; i < values.length; i++) {
            out[i] = setpoint.value(values[i]);
        }
    }
}
