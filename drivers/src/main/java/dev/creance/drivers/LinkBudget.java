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
 * @param upBytesPerTick sensor frame and share of the time responses
 * @param downBytesPerTick command frame and share of the time requests
 * @param availableBytesPerTick what the line carries in a tick, in each direction; infinite where it has no rate
 * @param rateHz ticks per second
 * @param baud rate of the line
 */
public record LinkBudget(
        double upBytesPerTick, double downBytesPerTick, double availableBytesPerTick, double rateHz, int baud) {
    /** Share of the line that streams may take. */
    private static final double USABLE = 0.9;

    private static final int BITS_PER_BYTE = 10;

    /** What a loop of this rate needs of a device, both streaming at the rate of the loop. */
    public static LinkBudget of(DeviceConfig device, int sensorChannels, int commandChannels, double rateHz) {
        double timeShare = BridgeDevice.TIME_SYNC_HZ / rateHz;
        double up = Protocol.sensorsWireBytes(sensorChannels) + timeShare * MessageType.TIME_RESPONSE.wireBytes();
        double down = Protocol.commandWireBytes(commandChannels) + timeShare * MessageType.TIME_REQUEST.wireBytes();
        double available =
                device.port().hasBaud() ? device.baud() / (double) BITS_PER_BYTE / rateHz : Double.POSITIVE_INFINITY;
        return new LinkBudget(up, down, available, rateHz, device.baud());
    }

    public boolean fits() {
        return Math.max(upBytesPerTick, downBytesPerTick) <= USABLE * availableBytesPerTick;
    }

    /** Share of the line that the busier direction takes; 0 where the line has no rate. */
    public double load() {
        return Math.max(upBytesPerTick, downBytesPerTick) / availableBytesPerTick;
    }

    /** Why it does not fit and what to do, pointing at the device's baud rate or, where that is not written, its port. */
    public Optional<ConfigError> error(DeviceConfig device) {
        if (fits()) {
            return Optional.empty();
        }
        double needed = Math.max(upBytesPerTick, downBytesPerTick);
        String direction = upBytesPerTick >= downBytesPerTick ? "sensor" : "command";
        String message = String.format(
                Locale.ROOT,
                " of %d baud carries %.1f bytes per tick of %s each way, %.1f of them usable, but %s frames with their"
                        + " framing and time synchronisation take %.1f bytes per tick",
                baud,
                availableBytesPerTick,
                hertz(rateHz),
                USABLE * availableBytesPerTick,
                direction,
                needed);
        double leastBaud = needed * rateHz * BITS_PER_BYTE / USABLE;
        double greatestHz = baud * USABLE / BITS_PER_BYTE / needed;
        String hint = String.format(
                Locale.ROOT,
                "raise baud to %.0f or more, or lower loop.rate to %s",
                Math.ceil(leastBaud),
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
