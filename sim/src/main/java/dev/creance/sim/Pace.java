package dev.creance.sim;

/**
 * How a simulated device keeps up with its clock.
 *
 * @param deviceNs its own time
 * @param elapsedNs on its clock, since it was switched on
 * @param longestLagNs the most it has been behind
 * @param latePeriods periods that ended more than {@value #LATE_NS} ns behind: a host notices
 * @param skippedNs time that was given up, because the machine below stood still for too long
 */
public record Pace(long deviceNs, long elapsedNs, long longestLagNs, long latePeriods, long skippedNs) {
    /** Half of what a shield usually lets a sensor's sample age. */
    public static final long LATE_NS = 10_000_000;

    /** Simulated time over real time. */
    public double factor() {
        return elapsedNs == 0 ? Double.NaN : (double) deviceNs / elapsedNs;
    }

    /** Whether all that a host saw came when a machine would have sent it. */
    public boolean kept() {
        return latePeriods == 0;
    }
}
