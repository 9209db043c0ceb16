package dev.creance.drivers;

import dev.creance.runtime.DeviceException;

/** Opens links by what a configuration calls them. */
public final class Links {
    private Links() {}

    /**
     * Opens a port; for a simulated one both ends of it.
     *
     * @param baud rate of serial ports; the others have none
     * @throws DeviceException that names port and remedy
     */
    public static LinkEnds open(PortSpec port, int baud) throws DeviceException {
        return switch (port) {
            case PortSpec.InProcess sim -> InProcessLink.pair(sim.toString());
            case PortSpec.PtySimulated pty -> pseudoTerminal(baud);
            case PortSpec.Serial serial -> new LinkEnds(SerialLink.open(serial.path(), baud), null);
            case PortSpec.Udp udp -> new LinkEnds(UdpLink.open(udp.host(), udp.port()), null);
            case PortSpec.Tcp tcp -> new LinkEnds(TcpLink.open(tcp.host(), tcp.port()), null);
            case PortSpec.InTheLoop loop -> open(loop.port(), baud);
        };
    }

    private static LinkEnds pseudoTerminal(int baud) throws DeviceException {
        PtyPair far = PtyPair.open(baud);
        try {
            return new LinkEnds(SerialLink.open(far.path(), baud), far);
        } catch (DeviceException failure) {
            far.close();
            throw failure;
        }
    }
}
