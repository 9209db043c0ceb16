package dev.creance.bench.guards;

import dev.creance.bench.Share;
import java.util.Arrays;
import java.util.List;

/**
 * What a guard made of a threat.
 *
 * @param nominal the same episodes, or more of them, without a threat
 */
record Detection(int guard, List<Outcome> outcomes, List<Outcome> nominal) {
    /** Episodes in which the guard went beyond its limit after the onset. */
    Share detected() {
        return new Share(delays().length, outcomes.size());
    }

    /** Ticks from the onset, ascending, of those that were detected. */
    int[] delays() {
        return outcomes.stream()
                .mapToInt(outcome -> outcome.firstTicks()[guard])
                .filter(ticks -> ticks >= 0)
                .sorted()
                .toArray();
    }

    /** Nearest-rank percentile; −1 where nothing was detected. */
    int delayTicks(double percent) {
        int[] delays = delays();
        return delays.length == 0 ? -1 : delays[Math.max(0, (int) Math.ceil(percent / 100 * delays.length) - 1)];
    }

    /**
     * How often the worst within a window is worse with the threat than without, ties by half: the area under the curve of detections
     * over false alarms for all limits.
     */
    double areaUnderCurve(int window) {
        return areaUnderCurve(worst(outcomes, window), worst(nominal, window));
    }

    private double[] worst(List<Outcome> of, int window) {
        return of.stream()
                .mapToDouble(outcome -> outcome.worst()[guard][window])
                .toArray();
    }

    static double areaUnderCurve(double[] with, double[] without) {
        double[] sorted = without.clone();
        Arrays.sort(sorted);
        double won = 0;
        for (double value : with) {
            won += (below(sorted, value) + below(sorted, Math.nextUp(value))) / 2.0;
        }
        return won / ((double) with.length * without.length);
    }

    /** How many are less. */
    private static int below(double[] sorted, double value) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] < value) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
