package dev.creance.runtime;

/** One tick, whole: what came in, what was decided, how long each phase took. */
public final class TickRecord {
    public final TickInputs in;
    public final TickOutputs out;

    /** Actual minus scheduled start, ns. */
    public long wakeupNs;

    public long readNs;
    public long observeNs;

    /** Duration of the newest inference, on whichever thread it ran, ns; 0 where none ended since the last tick. */
    public long policyNs;

    public long shieldNs;
    public long writeNs;

    /** From start to the end of the write, ns. */
    public long tickNs;

    public TickRecord(TickInputs in, TickOutputs out) {
        this.in = in;
        this.out = out;
    }
}
