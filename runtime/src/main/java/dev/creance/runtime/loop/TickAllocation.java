package dev.creance.runtime.loop;

import dev.creance.runtime.HotPath;

/** What the tick thread allocates once it is warm, and what inferences do in the same time. Tick thread only. */
@HotPath
final class TickAllocation {
    private final Succession succession;
    private final long startsNs;
    private boolean measuring;
    private long bytesAtStart;
    private long policyBytesAtStart;
    private long bytesInTickAtStart;
    private long inferencesAtStart;
    private long ticks;

    /** @param startsNs when warm-up is over */
    TickAllocation(Succession succession, long startsNs) {
        this.succession = succession;
        this.startsNs = startsNs;
    }

    /** Before the first work of a tick. */
    void tickStarts(long nowNs) {
        if (!measuring && nowNs >= startsNs) {
            measuring = true;
            policyBytesAtStart = succession.allocatedBytes();
            bytesInTickAtStart = succession.allocatedBytesInTick();
            inferencesAtStart = succession.inferences();
            bytesAtStart = ThreadMeter.allocatedBytes();
        }
        if (measuring) {
            ticks++;
        }
    }

    long ticks() {
        return ticks;
    }

    /** Bytes since the warm-up on this thread, inferences left out. */
    long bytes() {
        if (!measuring) {
            return 0;
        }
        long all = ThreadMeter.allocatedBytes() - bytesAtStart;
        return all - (succession.allocatedBytesInTick() - bytesInTickAtStart);
    }

    long policyBytes() {
        return measuring ? succession.allocatedBytes() - policyBytesAtStart : 0;
    }

    long inferences() {
        return measuring ? succession.inferences() - inferencesAtStart : 0;
    }
}
