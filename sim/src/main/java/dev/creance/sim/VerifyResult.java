package dev.creance.sim;

import java.util.Map;

/**
 * How far a plant strays from a recorded case.
 *
 * @param file the case
 * @param maxAbsError largest deviation of any state, in that state's unit
 * @param maxRelError largest relative deviation of any state
 * @param byState per state column, in their order
 */
public record VerifyResult(String file, double maxAbsError, double maxRelError, Map<String, StateError> byState) {
    /**
     * Deviation of one state over a case.
     *
     * @param maxAbsError in the state's unit
     * @param maxRelError the same over the largest magnitude of that state in the case, which is taken as at least
     *     {@link PlantVerification#FLOOR}
     * @param atRow the row of the largest deviation, 0 for the first state
     */
    public record StateError(double maxAbsError, double maxRelError, int atRow) {}
}
