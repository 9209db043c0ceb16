package dev.creance.dynamics.identify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Samples in a row that are usable and without a gap between them.
 *
 * @param from first sample
 * @param to one after the last
 */
public record Segment(int from, int to) {
    /** A gap is longer than so many usual periods. */
    private static final double GAP = 3.5;

    /** The segments of a recording that have at least so many samples. */
    public static List<Segment> of(Recording recording, int leastSamples) {
        double gapS = GAP * periodS(recording);
        List<Segment> segments = new ArrayList<>();
        int from = -1;
        for (int k = 0; k <= recording.size(); k++) {
            boolean goes = k < recording.size() && recording.usable()[k];
            boolean gap =
                    goes && from >= 0 && recording.sampleTimeS()[k] - recording.sampleTimeS()[k - 1] > gapS;
            if (from >= 0 && (!goes || gap)) {
                if (k - from >= leastSamples) {
                    segments.add(new Segment(from, k));
                }
                from = -1;
            }
            if (goes && from < 0) {
                from = k;
            }
        }
        return segments;
    }

    /** The median time between samples, s; 0 where there are fewer than two. */
    public static double periodS(Recording recording) {
        double[] steps = new double[Math.max(1, recording.size() - 1)];
        for (int k = 1; k < recording.size(); k++) {
            steps[k - 1] = recording.sampleTimeS()[k] - recording.sampleTimeS()[k - 1];
        }
        Arrays.sort(steps);
        return steps[steps.length / 2];
    }

    public int size() {
        return to - from;
    }
}
