package dev.creance.sim;

/** Counts how far periods end behind their time. Not thread-safe. */
final class PaceKeeper {
    private static final int TELL_EVERY = 256;

    private long periods;
    private long longestLagNs;
    private long latePeriods;
    private long skippedNs;

    /** @param givenUpNs of the lag, what will not be made up for */
    void period(long lagNs, long givenUpNs) {
        periods++;
        longestLagNs = Math.max(longestLagNs, lagNs);
        latePeriods += lagNs > Pace.LATE_NS ? 1 : 0;
        skippedNs += givenUpNs;
    }

    /** Whether it is time to tell again. */
    boolean due() {
        return periods % TELL_EVERY == 0;
    }

    Pace pace(long deviceNs, long elapsedNs) {
        return new Pace(deviceNs, elapsedNs, longestLagNs, latePeriods, skippedNs);
    }
}
