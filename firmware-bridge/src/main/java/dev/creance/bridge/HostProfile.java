package dev.creance.bridge;

import dev.creance.runtime.Layout;

/**
 * Everything fixed about a host in one run.
 *
 * @param name what it is, at most 16 characters of printable ASCII
 * @param session differs from run to run, so that what one run sent cannot act in the next; from the seed where runs must repeat
 * @param virtualTime whether time is granted (lockstep)
 * @param sensors what it expects to receive
 * @param commands what it sends
 * @param envelope what it expects the device to enforce
 */
public record HostProfile(
        String name, int session, boolean virtualTime, Layout sensors, Layout commands, Envelope envelope) {
    /** The hashes that the far end must share. */
    public Schemas schemas() {
        return Schemas.of(sensors, commands, envelope);
    }
}
