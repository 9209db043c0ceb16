package dev.creance.safety.guards;

import dev.creance.runtime.HotPath;

/** Hysteresis over time: trips at once, and holds until it has been good for a dwell. */
@HotPath
final class Trip {
    private final long dwellNs;
    private boolean tripped;
    private long sinceNs;
    private long goodSinceNs = Long.MIN_VALUE;

    Trip(long dwellNs) {
        this.dwellNs = dwellNs;
    }

    /**
     * @param bad trips it
     * @param good lets the dwell run
     */
    boolean update(long nowNs, boolean bad, boolean good) {
        if (bad && !tripped) {
            tripped = true;
            sinceNs = nowNs;
        }
        goodSinceNs = !tripped || bad || !good ? Long.MIN_VALUE : goodSinceNs == Long.MIN_VALUE ? nowNs : goodSinceNs;
        if (goodSinceNs != Long.MIN_VALUE && nowNs - goodSinceNs >= dwellNs) {
            tripped = false;
            goodSinceNs = Long.MIN_VALUE;
        }
        return tripped;
    }

    /** How long it has been tripped, ns. */
    long ageNs(long nowNs) {
        return nowNs - sinceNs;
    }
}
