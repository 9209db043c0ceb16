package dev.creance.drivers;

import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;

/**
 * The section {@code devices.vehicle}.
 *
 * <pre>{@code
 * vehicle: {driver: bridge, port: "pty:sim", baud: 2 Mbaud, command_validity: 60 ms}
 * }</pre>
 *
 * @param driver what it speaks; {@code bridge} is all there is so far
 * @param port where it is reached
 * @param baud rate of a serial port; meaningless for the others
 * @param commandValidityUs how long the device may act on a command
 * @param node where this was read, for errors found later
 */
public record DeviceConfig(String driver, PortSpec port, int baud, int commandValidityUs, ConfigNode node) {
    private static final int DEFAULT_BAUD = 2_000_000;
    private static final int DEFAULT_VALIDITY_US = 60_000;

    /** Shortest and longest validity: one tick of the fastest loop, and what no flying machine should do unwatched. */
    private static final double MIN_VALIDITY_S = 1e-3;

    private static final double MAX_VALIDITY_S = 1;

    /** Binds the section; refuses unknown keys, wrong units and values out of range. */
    public static DeviceConfig from(ConfigNode node) {
        node.only("driver", "port", "baud", "command_validity");
        String driver = node.child("driver").choice("bridge");
        PortSpec port = PortSpec.from(node.child("port"));
        int baud = node.optional("baud").map(DeviceConfig::baud).orElse(DEFAULT_BAUD);
        int validityUs = node.optional("command_validity")
                .map(validity ->
                        (int) Math.round(validity.quantity(Dimension.TIME, MIN_VALIDITY_S, MAX_VALIDITY_S) * 1e6))
                .orElse(DEFAULT_VALIDITY_US);
        return new DeviceConfig(driver, port, baud, validityUs, node);
    }

    private static int baud(ConfigNode node) {
        double baud = node.quantity(Dimension.DATA_RATE, 9600, 12_000_000);
        if (baud != Math.rint(baud)) {
            throw node.error("=" + node.string() + " is not a whole number of baud")
                    .withHint("take " + Math.round(baud) + " baud");
        }
        return (int) baud;
    }
}
