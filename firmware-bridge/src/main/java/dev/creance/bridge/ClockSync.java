package dev.creance.bridge;

import dev.creance.runtime.HotPath;

/**
 * Offset between two clocks from exchanges of four timestamps (RFC 5905, section 8): of the last eight, the one with the
 * shortest round trip counts, for its error, at most half its round trip, is least.
 */
@HotPath
final class ClockSync {
    private static final int WINDOW = 8;

    private final long[] offsetsNs = new long[WINDOW];
    private final long[] roundTripsNs = new long[WINDOW];
    private int exchanges;
    private int best;

    /**
     * Takes one exchange.
     *
     * @param t1 request sent, host clock
     * @param t2 request received, device clock
     * @param t3 response sent, device clock
     * @param t4 response received, host clock
     */
    void exchange(long t1, long t2, long t3, long t4) {
        long roundTripNs = (t4 - t1) - (t3 - t2);
        if (roundTripNs < 0 || t3 < t2) {
            return; // a clock was set back in between
        }
        int slot = exchanges++ % WINDOW;
        // Host minus device: the mean of t1 − t2 and t4 − t3, written so that it cannot overflow.
        long outNs = t1 - t2;
        offsetsNs[slot] = outNs + ((t4 - t3) - outNs) / 2;
        roundTripsNs[slot] = roundTripNs;
        best = 0;
        for (int i = 1; i < Math.min(exchanges, WINDOW); i++) {
            if (roundTripsNs[i] < roundTripsNs[best]) {
                best = i;
            }
        }
    }

    void reset() {
        exchanges = 0;
        best = 0;
        offsetsNs[0] = 0;
        roundTripsNs[0] = 0;
    }

    int exchanges() {
        return exchanges;
    }

    /** Host clock minus device clock; 0 before the first exchange. */
    long offsetNs() {
        return offsetsNs[best];
    }

    long roundTripNs() {
        return roundTripsNs[best];
    }
}
