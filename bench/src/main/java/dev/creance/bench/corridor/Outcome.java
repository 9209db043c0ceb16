package dev.creance.bench.corridor;

/**
 * How an episode ended.
 *
 * @param leastClearanceM of all sub-steps
 * @param arrivedS when it was first at the goal; NaN where it never was
 */
record Outcome(double leastClearanceM, double arrivedS) {
    boolean violated() {
        return !(leastClearanceM >= Chicane.RADIUS_M);
    }

    /** Whether it got there and came too near to no wall. */
    boolean succeeded() {
        return !violated() && Double.isFinite(arrivedS);
    }
}
