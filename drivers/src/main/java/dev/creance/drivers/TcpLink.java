package dev.creance.drivers;

import dev.creance.runtime.DeviceException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

/** A TCP connection to a device server. Without Nagle's delay. */
public final class TcpLink extends SocketLink {
    private static final int CONNECT_TIMEOUT_MS = 3000;
    private static final int CHUNK_BYTES = 4096;

    private TcpLink(SocketChannel channel, String peer) {
        super(channel, peer, CHUNK_BYTES);
    }

    /** Connects; waits three seconds at most. */
    public static TcpLink open(String host, int port) throws DeviceException {
        String peer = "tcp://" + host + ":" + port;
        InetSocketAddress remote = resolve(peer, host, port);
        SocketChannel channel = null;
        try {
            channel = SocketChannel.open();
            channel.socket().connect(remote, CONNECT_TIMEOUT_MS);
            return of(channel, peer);
        } catch (SocketTimeoutException late) {
            closeQuietly(channel);
            throw new DeviceException(
                    peer + ": no answer within " + CONNECT_TIMEOUT_MS + " ms; check address and network", late);
        } catch (IOException failure) {
            closeQuietly(channel);
            throw new DeviceException(
                    peer + ": " + failure.getMessage() + "; check that the device listens there", failure);
        }
    }

    static TcpLink of(SocketChannel connected, String peer) throws IOException {
        connected.setOption(StandardSocketOptions.TCP_NODELAY, true);
        connected.configureBlocking(false);
        return new TcpLink(connected, peer);
    }
}
