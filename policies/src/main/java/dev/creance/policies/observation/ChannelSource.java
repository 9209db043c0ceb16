package dev.creance.policies.observation;

import dev.creance.policies.signals.Selection;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;

/** Channels as they are, or less others: {@code position − reference.position}, subtracted in double precision. */
final class ChannelSource implements ObservationSource {
    private final Selection signal;
    private final Selection minus;

    /** @param minus null where nothing is subtracted */
    ChannelSource(Selection signal, Selection minus) {
        this.signal = signal;
        this.minus = minus;
    }

    @Override
    @HotPath
    public void values(Frame sensors, Frame reference, double[] out) {
        for (int i = 0; i < signal.size(); i++) {
            double value = signal.value(i, sensors, reference);
            out[i] = minus == null ? value : value - minus.value(i, sensors, reference);
        }
    }
}
