package dev.creance.runtime;

/** Where the plant should be, over time. Deterministic: a function of the time since the policy took over. */
public interface Reference {
    Layout layout();

    /** Writes the reference at {@code elapsedNs} since the policy took over. */
    @HotPath
    void sample(long elapsedNs, Frame out);
}
