package dev.creance.drivers;

import dev.creance.runtime.config.ConfigNode;
import java.net.URI;
import java.net.URISyntaxException;

/** Where a device is to be reached, as a configuration writes it. Reading it touches no hardware. */
public sealed interface PortSpec {
    /** A simulated device in this process, over memory. */
    record InProcess() implements PortSpec {
        @Override
        public String toString() {
            return "sim";
        }
    }

    /** A simulated device in this process, over a real pseudo-terminal. */
    record PtySimulated() implements PortSpec {
        @Override
        public String toString() {
            return "pty:sim";
        }
    }

    /** A serial port. */
    record Serial(String path) implements PortSpec {
        @Override
        public String toString() {
            return path;
        }
    }

    record Udp(String host, int port) implements PortSpec {
        @Override
        public String toString() {
            return "udp://" + host + ":" + port;
        }
    }

    record Tcp(String host, int port) implements PortSpec {
        @Override
        public String toString() {
            return "tcp://" + host + ":" + port;
        }
    }

    /** Where a simulator in another process serves the plant of the same file: hardware in the loop. */
    record InTheLoop(PortSpec port) implements PortSpec {
        static final String PREFIX = "hil:";

        @Override
        public boolean hasBaud() {
            return port.hasBaud();
        }

        @Override
        public String toString() {
            return PREFIX + port;
        }
    }

    /** Whether a simulator is at the far end, in this process or another. */
    default boolean hasPlant() {
        return isSimulated() || this instanceof InTheLoop;
    }

    /** Whether the far end is a simulator that this process must start. */
    default boolean isSimulated() {
        return this instanceof InProcess || this instanceof PtySimulated;
    }

    /** Whether a baud rate bounds what goes through. */
    default boolean hasBaud() {
        return this instanceof Serial || this instanceof PtySimulated;
    }

    /** Reads a port; refuses what is none. */
    static PortSpec from(ConfigNode node) {
        String text = node.string();
        return text.startsWith(InTheLoop.PREFIX)
                ? new InTheLoop(elsewhere(node, text.substring(InTheLoop.PREFIX.length())))
                : from(node, text);
    }

    private static PortSpec elsewhere(ConfigNode node, String text) {
        PortSpec port = from(node, text);
        if (port.isSimulated()) {
            throw node.error("=hil:" + text + ", but " + text + " is a simulator in this process")
                    .withHint("write " + text + " alone, or hil: and the port that creance sim serves");
        }
        return port;
    }

    private static PortSpec from(ConfigNode node, String text) {
        if (text.equals("sim")) {
            return new InProcess();
        }
        if (text.equals("pty:sim")) {
            return new PtySimulated();
        }
        if (text.startsWith("udp://") || text.startsWith("tcp://")) {
            return network(node, text);
        }
        if (text.startsWith("/") || text.matches("COM[0-9]+")) {
            return new Serial(text);
        }
        throw node.error("='" + text + "' is no port")
                .withHint(
                        "write sim, pty:sim, a path such as /dev/ttyACM0, udp://host:port or tcp://host:port; hil: before"
                                + " it where creance sim is at the other end");
    }

    private static PortSpec network(ConfigNode node, String text) {
        try {
            URI uri = new URI(text);
            boolean plain = uri.getRawPath().isEmpty() && uri.getRawQuery() == null && uri.getRawFragment() == null;
            if (uri.getHost() != null && plain && uri.getPort() >= 1 && uri.getPort() <= 65535) {
                return text.startsWith("udp")
                        ? new Udp(uri.getHost(), uri.getPort())
                        : new Tcp(uri.getHost(), uri.getPort());
            }
        } catch (URISyntaxException notOne) {
            // the message below says what one is
        }
        throw node.error("='" + text + "' is not " + text.substring(0, 6) + "host:port with a port of 1 to 65535")
                .withHint("write it as " + text.substring(0, 6) + "192.168.4.1:2390");
    }
}
