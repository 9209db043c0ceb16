package dev.creance.policies.observation;

import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;
import java.util.List;

/** What one input tensor is fed: its terms, their common history where frames follow each other, and its normaliser. */
final class ObservedTensor {
    private final TermStage[] terms;
    private final HistoryRing frames;
    private final Statistics statistics;
    private final double[] frame;
    private final double[] values;

    /**
     * @param frames null where no frames of all terms follow each other
     * @param statistics null where the observation is not normalised here
     */
    ObservedTensor(List<TermStage> terms, HistoryRing frames, Statistics statistics) {
        this.terms = terms.toArray(TermStage[]::new);
        this.frames = frames;
        this.statistics = statistics;
        this.frame = new double[terms.stream().mapToInt(TermStage::size).sum()];
        this.values = frames == null ? frame : new double[frames.size()];
    }

    int size() {
        return values.length;
    }

    @HotPath
    void write(Frame sensors, Frame reference, boolean newPeriod, float[] out, int at) {
        int place = 0;
        for (int k = 0; k < terms.length; k++) {
            terms[k].write(sensors, reference, newPeriod, frame, place);
            place += terms[k].size();
        }
        if (frames != null) {
            frames.put(frame, newPeriod);
            frames.slots(values, 0);
        }
        if (statistics != null) {
            statistics.apply(values);
        }
        for (int i = 0; i < values.length; i++) {
            out[at + i] = (float) values[i];
        }
    }

    @HotPath
    void reset() {
        for (int k = 0; k < terms.length; k++) {
            terms[k].reset();
        }
        if (frames != null) {
            frames.reset();
        }
    }
}
