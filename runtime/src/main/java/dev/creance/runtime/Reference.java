package dev.creance.runtime;

/**
 * Where the plant should be, over time. Deterministic: a function of the time that the policy has flown. While the backup flies it
 * waits: otherwise the policy would come back to a target that has run away from where it was stopped.
 */
public interface Reference {
    Layout layout();

    /** Writes the reference at {@code flownNs} of the policy's flight, which becomes the sample time of the frame. */
    @HotPath
    void sample(long flownNs, Frame out);
}
