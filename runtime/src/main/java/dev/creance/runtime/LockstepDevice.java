package dev.creance.runtime;

/** A device whose time stands still until it is granted more: a simulator in lockstep. */
public interface LockstepDevice extends Device {
    /**
     * Lets the device advance to {@code untilNs} and waits until it has. What it sent on the way is there for the next
     * {@link #read}.
     *
     * @return false where the far end does not answer
     */
    @HotPath
    boolean grant(long untilNs);
}
