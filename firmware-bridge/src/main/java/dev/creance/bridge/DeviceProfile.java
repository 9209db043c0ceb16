package dev.creance.bridge;

import dev.creance.runtime.Layout;

/**
 * Everything fixed about a device.
 *
 * @param identity what it says of itself
 * @param bootNonce differs from one start of the device to the next, so that nothing sent before a restart arms it after;
 *     from a seed where runs must repeat
 * @param sensors what it streams
 * @param commands what it takes
 * @param envelope what it enforces
 */
public record DeviceProfile(
        DeviceIdentity identity, int bootNonce, Layout sensors, Layout commands, Envelope envelope) {
    /** The hashes that the far end must share. */
    public Schemas schemas() {
        return Schemas.of(sensors, commands, envelope);
    }
}
