package dev.creance.runtime.loop;

import dev.creance.runtime.HotPath;

/** What the tick thread allocates once it is warm, and what inferences do in the same time. Tick thread only. */
@HotPath
final class TickAllocation {
    private final Proposer proposer;
    private final boolean inline;
    private final long startsNs;
    private boolean measuring;
    private long bytesAtStart;
    private long policyBytesAtStart;
    private long inferencesAtStart;
    private long ticks;

    /** @param startsNs when warm-up is over */
    TickAllocation(Proposer proposer, long startsNs) {
        this.proposer = proposer;
        this.inline = proposer instanceof InlineProposer;
        this.startsNs = startsNs;
    }

    /** Before the first work of a tick. */
    void tickStarts(long nowNs) {
        if (!measuring && nowNs >= startsNs) {
            measuring = true;
            policyBytesAtStart = proposer.allocatedBytes();
            inferencesAtStart = proposer.inferences();
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
        return inline ? all - policyBytes() : all;
    }

    long policyBytes() {
        return measuring ? proposer.allocatedBytes() - policyBytesAtStart : 0;
    }

    long inferences() {
        return measuring ? proposer.inferences() - inferencesAtStart : 0;
    }
}
