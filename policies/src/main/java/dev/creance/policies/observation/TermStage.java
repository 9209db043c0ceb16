package dev.creance.policies.observation;

import dev.creance.policies.signals.ValueProcess;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;

/** One term: its source, its operations and, where it has one of its own, its history. */
final class TermStage {
    private final ObservationSource source;
    private final ValueProcess process;
    private final HistoryRing history;
    private final double[] values;

    /** @param history null where it has none of its own */
    TermStage(ObservationSource source, ValueProcess process, HistoryRing history, int width) {
        this.source = source;
        this.process = process;
        this.history = history;
        this.values = new double[width];
    }

    int size() {
        return history == null ? values.length : history.size();
    }

    @HotPath
    void write(Frame sensors, Frame reference, boolean newPeriod, double[] out, int at) {
        source.values(sensors, reference, values);
        process.apply(values);
        if (history == null) {
            System.arraycopy(values, 0, out, at, values.length);
        } else {
            history.put(values, newPeriod);
            history.slots(out, at);
        }
    }

    @HotPath
    void reset() {
        if (history != null) {
            history.reset();
        }
    }
}
