package dev.creance.sim;

import java.util.List;
import java.util.Map;

/**
 * How far a plant strays from a recorded case.
 *
 * @param file the case
 * @param mark the largest relative deviation that such a case is expected to have
 * @param maxAbsError largest deviation of any state, in that state's unit
 * @param maxRelError largest relative deviation of any state
 * @param byState per state column, in their order
 * @param metrics how well a reference was followed, where the case was recorded under a controller
 */
public record VerifyResult(
        String file,
        double mark,
        double maxAbsError,
        double maxRelError,
        Map<String, StateError> byState,
        List<Metric> metrics) {
    /** What a metric may differ by, of the recorded one. */
    public static final double METRIC_MARK = 0.01;

    /**
     * Deviation of one state over a case.
     *
     * @param maxAbsError in the state's unit
     * @param maxRelError the same over the largest magnitude of that state in the case, which is taken as at least
     *     {@link PlantVerification#FLOOR}
     * @param atRow the row of the largest deviation, 0 for the first state
     */
    public record StateError(double maxAbsError, double maxRelError, int atRow) {}

    /**
     * One figure of how well a reference was followed, in both loops.
     *
     * @param name such as {@code omega RMSE all}
     */
    public record Metric(String name, double ours, double recorded) {
        public double relError() {
            return Math.abs(ours - recorded) / Math.abs(recorded);
        }
    }

    VerifyResult with(List<Metric> followed) {
        return new VerifyResult(file, mark, maxAbsError, maxRelError, byState, List.copyOf(followed));
    }

    /** Whether no state strays further than this, and every metric is within {@link #METRIC_MARK}; a NaN is too far. */
    public boolean passes(double tolerance) {
        return maxRelError <= tolerance && metrics.stream().allMatch(metric -> metric.relError() <= METRIC_MARK);
    }
}
