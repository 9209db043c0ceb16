package dev.creance.sim;

import dev.creance.runtime.HotPath;

/** Counts how far periods end behind their time. One thread counts, any may ask; counting allocates nothing. */
final class PaceKeeper {
    private long longest;
    private long late;
    private long skipped;
    private volatile long longestLagNs;
    private volatile long latePeriods;
    private volatile long skippedNs;
    private volatile long deviceNs;
    private volatile long elapsedNs;

    /**
     * A period is over.
     *
     * @param lagNs how far behind its time
     * @param givenUpNs of it, what will not be made up for
     */
    @HotPath
    void period(long lagNs, long givenUpNs, long deviceTimeNs, long onItsClockNs) {
        longest = Math.max(longest, lagNs);
        late += lagNs > Pace.LATE_NS ? 1 : 0;
        skipped += givenUpNs;
        longestLagNs = longest;
        latePeriods = late;
        skippedNs = skipped;
        deviceNs = deviceTimeNs;
        elapsedNs = onItsClockNs;
    }

    Pace pace() {
        return new Pace(deviceNs, elapsedNs, longestLagNs, latePeriods, skippedNs);
    }
}
