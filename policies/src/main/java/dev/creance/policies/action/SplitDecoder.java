package dev.creance.policies.action;

import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;
import java.util.List;

/** Consecutive values for different joints, such as the positions of legs and the velocities of wheels. */
final class SplitDecoder implements Decoder {
    private final Decoder[] parts;

    /** @param parts each reads and writes its own values of the row */
    SplitDecoder(List<JointDecoder> parts) {
        this.parts = parts.toArray(Decoder[]::new);
    }

    @Override
    @HotPath
    public void decode(double[] row, float[] action, int period, double[] commandOut) {
        for (int k = 0; k < parts.length; k++) {
            parts[k].decode(row, action, period, commandOut);
        }
    }

    @Override
    @HotPath
    public void encode(double[] executed, double[] rowOut) {
        for (int k = 0; k < parts.length; k++) {
            parts[k].encode(executed, rowOut);
        }
    }

    @Override
    @HotPath
    public void resting(Frame sensors, double[] rowOut) {
        for (int k = 0; k < parts.length; k++) {
            parts[k].resting(sensors, rowOut);
        }
    }

    @Override
    @HotPath
    public void reset() {
        for (int k = 0; k < parts.length; k++) {
            parts[k].reset();
        }
    }
}
