package dev.creance.drivers;

import dev.creance.runtime.DeviceException;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Link;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** Datagrams to and from one peer. Each write is one datagram. */
public final class UdpLink implements Link {
    private static final int MAX_BYTES = 1500;

    private final DatagramChannel channel;
    private final String peer;
    private final ByteBuffer in = ByteBuffer.allocateDirect(MAX_BYTES);
    private final NativeBuffers out = new NativeBuffers(MAX_BYTES);

    private UdpLink(DatagramChannel channel, String peer) {
        this.channel = channel;
        this.peer = peer;
        in.limit(0);
    }

    /** Opens a socket that speaks with this peer only. */
    public static UdpLink open(String host, int port) throws DeviceException {
        String peer = "udp://" + host + ":" + port;
        InetSocketAddress remote = new InetSocketAddress(host, port);
        if (remote.isUnresolved()) {
            throw new DeviceException(peer + ": the host's name is not known; check it or write its address");
        }
        DatagramChannel channel = null;
        try {
            channel = DatagramChannel.open();
            channel.connect(remote);
            return of(channel, peer);
        } catch (IOException failure) {
            Channels.closeQuietly(channel);
            throw new DeviceException(peer + ": " + failure.getMessage() + "; check address and network", failure);
        }
    }

    static UdpLink of(DatagramChannel connected, String peer) throws IOException {
        connected.configureBlocking(false);
        return new UdpLink(connected, peer);
    }

    @Override
    @HotPath
    public int read(byte[] buffer) {
        if (!in.hasRemaining()) {
            int received = receive();
            if (received <= 0) {
                return received;
            }
        }
        int count = Math.min(in.remaining(), buffer.length);
        in.get(buffer, 0, count);
        return count;
    }

    private int receive() {
        in.clear();
        int count = 0;
        try {
            count = channel.read(in);
        } catch (PortUnreachableException nobodyThereYet) {
            // an answer to what was sent before; the peer may still come
        } catch (IOException broken) {
            count = CLOSED;
        }
        in.flip();
        return count;
    }

    @Override
    @HotPath
    public int write(byte[] buffer, int length) {
        if (length > MAX_BYTES) {
            return 0;
        }
        int mine = out.claim();
        if (mine == NativeBuffers.NONE) {
            return 0;
        }
        try {
            return channel.write(out.buffer(mine).clear().put(buffer, 0, length).flip());
        } catch (PortUnreachableException nobodyThereYet) {
            return 0;
        } catch (IOException broken) {
            return CLOSED;
        } finally {
            out.release(mine);
        }
    }

    @Override
    public double bytesPerS() {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public String describe() {
        return peer;
    }

    @Override
    public void close() {
        Channels.closeQuietly(channel);
    }
}
