package dev.creance.drivers;

import dev.creance.bridge.MessageType;
import dev.creance.bridge.Protocol;
import dev.creance.runtime.config.ConfigError;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether the streams fit the line: bytes per tick in each direction, framing and time synchronisation included, against what
 * the baud rate carries at ten bits a byte. A tenth stays free, so that what a burst of requests and their answers delays
 * drains again.
 *
 * @param sensorFrameBytes one sensor frame on the wire
 * @param commandFrameBytes one command frame on the wire
 * @param rateHz ticks per second: commands
 * @param sensorRateHz sensor frames per second: the rate of the loop, unless the device goes by a clock of its own
 * @param baud rate of the line; 0 where it has none
 */
public record LinkBudget(int sensorFrameBytes, int commandFrameBytes, double rateHz, double sensorRateHz, int baud) {
    /** Share of the line that streams may take. */
    private static final double USABLE = 0.9;

    /** What a loop of this rate needs of a device that streams its sensors at the rate of the loop. */
    public static LinkBudget of(DeviceConfig device, int sensorChannels, int commandChannels, double rateHz) {
        return of(device, sensorChannels, commandChannels, rateHz, rateHz);
    }

    /** What a loop of this rate needs of a device that streams its sensors at another. */
    public static LinkBudget of(
            DeviceConfig device, int sensorChannels, int commandChannels, double rateHz, double sensorRateHz) {
        return new LinkBudget(
                Protocol.sensorsWireBytes(sensorChannels),
                Protocol.commandWireBytes(commandChannels),
                rateHz,
                sensorRateHz,
                device.port().hasBaud() ? device.baud() : 0);
    }

    /** From device to host: the sensor frames of a tick and their share of the time responses. */
    public double upBytesPerTick() {
        return (sensorFrameBytes * sensorRateHz + upTimeSyncBytesPerS()) / rateHz;
    }

    /** From host to device: a command frame and its share of the time requests. */
    public double downBytesPerTick() {
        return commandFrameBytes + downTimeSyncBytesPerS() / rateHz;
    }

    private static double upTimeSyncBytesPerS() {
        return BridgeDevice.TIME_SYNC_HZ * (double) MessageType.TIME_RESPONSE.wireBytes();
    }

    private static double downTimeSyncBytesPerS() {
        return BridgeDevice.TIME_SYNC_HZ * (double) MessageType.TIME_REQUEST.wireBytes();
    }

    /** What the line carries in a tick, in each direction; infinite where it has no rate. */
    public double availableBytesPerTick() {
        return baud == 0 ? Double.POSITIVE_INFINITY : baud / SerialLink.BITS_PER_BYTE / rateHz;
    }

    /** Share of the line that the busier direction takes; 0 where the line has no rate. */
    public double load() {
        return Math.max(upBytesPerTick(), downBytesPerTick()) / availableBytesPerTick();
    }

    public boolean fits() {
        return load() <= USABLE;
    }

    /** Why it does not fit and what to do, pointing at the device's baud rate or, where that is not written, its port. */
    public Optional<ConfigError> error(DeviceConfig device) {
        if (fits()) {
            return Optional.empty();
        }
        boolean up = upBytesPerTick() >= downBytesPerTick();
        double needed = up ? upBytesPerTick() : downBytesPerTick();
        String message = String.format(
                Locale.ROOT,
                " of %d baud carries %.1f bytes per tick of %s each way, %.1f of them usable, but %s frames with their"
                        + " framing and time synchronisation take %.1f bytes per tick",
                baud,
                availableBytesPerTick(),
                hertz(rateHz),
                USABLE * availableBytesPerTick(),
                up ? "sensor" : "command",
                needed);
        double usableBytesPerS = USABLE * baud / SerialLink.BITS_PER_BYTE;
        double leastBaud = Math.ceil(needed * rateHz * SerialLink.BITS_PER_BYTE / USABLE);
        double greatestHz = up
                ? (usableBytesPerS - upTimeSyncBytesPerS()) / sensorFrameBytes
                : (usableBytesPerS - downTimeSyncBytesPerS()) / commandFrameBytes;
        String hint = String.format(
                Locale.ROOT,
                "raise baud to %.0f baud or more, or lower %s to %s",
                leastBaud,
                up && sensorRateHz != rateHz ? "the device's own rate" : "loop.rate",
                hertz(Math.floor(greatestHz)));
        return Optional.of(device.node()
                .optional("baud")
                .orElseGet(() -> device.node().child("port"))
                .error(message)
                .withHint(hint));
    }

    private static String hertz(double hz) {
        return hz == Math.rint(hz) ? String.format(Locale.ROOT, "%.0f Hz", hz) : hz + " Hz";
    }
}
