package dev.creance.drivers;

import dev.creance.runtime.DeviceException;
import dev.creance.runtime.Link;
import dev.creance.runtime.config.ConfigFile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where hosts come in, one after another: the device's end of a port. */
public abstract class Door implements AutoCloseable {
    private static final String PTY = "pty:";

    /** Waits for a host; a link to it. */
    abstract Link next() throws DeviceException;

    /** Whether somebody else can only come in once the one who is there has been shown out. */
    abstract boolean admitsOne();

    double bytesPerS() {
        return Double.POSITIVE_INFINITY;
    }

    /** What a person calls it. */
    public abstract String describe();

    @Override
    public abstract void close();

    /**
     * Opens one.
     *
     * @param port {@code pty:PATH} for a pseudo-terminal of our own that hosts find at this path, {@code /dev/…} for a serial line,
     *     {@code tcp://host:port} and {@code udp://host:port} to listen there
     * @param baud of serial ports
     * @throws DeviceException that names port and remedy
     */
    public static Door open(String port, int baud) throws DeviceException {
        if (port.startsWith(PTY)) {
            return new Pseudoterminal(Path.of(port.substring(PTY.length())), baud);
        }
        return switch (PortSpec.from(ConfigFile.parse("--port", port))) {
            case PortSpec.Serial serial -> new SerialLine(serial.path(), baud);
            case PortSpec.Tcp tcp -> new Listener(new InetSocketAddress(tcp.host(), tcp.port()));
            case PortSpec.Udp udp -> new Datagrams(new InetSocketAddress(udp.host(), udp.port()));
            default ->
                throw new DeviceException(
                        "--port=" + port
                                + " cannot be served; write pty:/path/of/a/link, a serial port, tcp://host:port or udp://host:port");
        };
    }

    private static final class Pseudoterminal extends Door {
        private final PtyPair pair;
        private final Path path;

        Pseudoterminal(Path path, int baud) throws DeviceException {
            this.path = path;
            pair = PtyPair.open(baud);
            try {
                Files.deleteIfExists(path);
                Files.createSymbolicLink(path, Path.of(pair.path()));
            } catch (IOException failure) {
                pair.close();
                throw new DeviceException(
                        path + ": " + failure.getMessage() + "; choose a path that may be written", failure);
            }
        }

        /** Nobody comes or goes as seen from here. */
        @Override
        Link next() {
            return pair;
        }

        @Override
        boolean admitsOne() {
            return false;
        }

        @Override
        double bytesPerS() {
            return pair.bytesPerS();
        }

        @Override
        public String describe() {
            return path.toString();
        }

        @Override
        public void close() {
            pair.close();
            try {
                Files.deleteIfExists(path);
            } catch (IOException leftBehind) {
                // it points nowhere, and the next start replaces it
            }
        }
    }

    private static final class SerialLine extends Door {
        private final String path;
        private final int baud;

        SerialLine(String path, int baud) {
            this.path = path;
            this.baud = baud;
        }

        @Override
        Link next() throws DeviceException {
            return SerialLink.open(path, baud);
        }

        @Override
        boolean admitsOne() {
            return false;
        }

        @Override
        double bytesPerS() {
            return baud / SerialLink.BITS_PER_BYTE;
        }

        @Override
        public String describe() {
            return path + " at " + baud + " baud";
        }

        @Override
        public void close() {}
    }

    private static final class Listener extends Door {
        private final ServerSocketChannel server;
        private final String name;

        Listener(InetSocketAddress address) throws DeviceException {
            name = "tcp://" + address.getHostString() + ":" + address.getPort();
            try {
                server = ServerSocketChannel.open().bind(address);
            } catch (IOException failure) {
                throw new DeviceException(name + ": " + failure.getMessage() + "; choose a port that is free", failure);
            }
        }

        @Override
        Link next() throws DeviceException {
            try {
                return TcpLink.of(server.accept(), name);
            } catch (IOException failure) {
                throw new DeviceException(name + ": " + failure.getMessage() + "; it waits for the next", failure);
            }
        }

        @Override
        boolean admitsOne() {
            return true;
        }

        @Override
        public String describe() {
            return name;
        }

        @Override
        public void close() {
            try {
                server.close();
            } catch (IOException alreadyBroken) {
                // it is gone either way
            }
        }
    }

    private static final class Datagrams extends Door {
        private final InetSocketAddress address;
        private final String name;
        private volatile DatagramChannel waiting;

        Datagrams(InetSocketAddress address) {
            this.address = address;
            name = "udp://" + address.getHostString() + ":" + address.getPort();
        }

        /** The first datagram says who it is; it is lost, and a host repeats it. */
        @Override
        Link next() throws DeviceException {
            try {
                DatagramChannel channel = DatagramChannel.open().bind(address);
                waiting = channel;
                SocketAddress sender = channel.receive(ByteBuffer.allocate(1));
                channel.connect(sender);
                return UdpLink.of(channel, name);
            } catch (IOException failure) {
                throw new DeviceException(name + ": " + failure.getMessage() + "; it tries again", failure);
            }
        }

        @Override
        boolean admitsOne() {
            return true;
        }

        @Override
        public String describe() {
            return name;
        }

        @Override
        public void close() {
            SocketLink.closeQuietly(waiting);
        }
    }
}
