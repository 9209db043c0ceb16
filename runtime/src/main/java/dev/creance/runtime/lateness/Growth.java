package dev.creance.runtime.lateness;

/** By how much a counter has grown from look to look; what is unknown or goes backwards is no growth. */
final class Growth {
    private long last = ProcFile.UNKNOWN;

    /** Since the last look at which the counter was known; 0 at the first. */
    long to(long value) {
        if (value == ProcFile.UNKNOWN) {
            return 0;
        }
        long grown = last == ProcFile.UNKNOWN ? 0 : Math.max(0, value - last);
        last = value;
        return grown;
    }

    /** Whether the counter could be read so far. */
    boolean known() {
        return last != ProcFile.UNKNOWN;
    }
}
