package dev.creance.drivers;

import dev.creance.runtime.DeviceException;
import dev.creance.runtime.HotPath;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;

/** Datagrams to and from one peer. Each write is one datagram. */
public final class UdpLink extends SocketLink {
    private static final int MAX_BYTES = 1500;

    private UdpLink(DatagramChannel channel, String peer) {
        super(channel, peer, MAX_BYTES);
    }

    /** Opens a socket that speaks with this peer only. */
    public static UdpLink open(String host, int port) throws DeviceException {
        String peer = "udp://" + host + ":" + port;
        InetSocketAddress remote = resolve(peer, host, port);
        DatagramChannel channel = null;
        try {
            channel = DatagramChannel.open();
            channel.connect(remote);
            return of(channel, peer);
        } catch (IOException failure) {
            closeQuietly(channel);
            throw new DeviceException(peer + ": " + failure.getMessage() + "; check address and network", failure);
        }
    }

    static UdpLink of(DatagramChannel connected, String peer) throws IOException {
        connected.configureBlocking(false);
        return new UdpLink(connected, peer);
    }

    /** A frame that fits no datagram is not sent: half of one would be worse than none. */
    @Override
    @HotPath
    public int write(byte[] buffer, int length) {
        return length > MAX_BYTES ? 0 : super.write(buffer, length);
    }
}
