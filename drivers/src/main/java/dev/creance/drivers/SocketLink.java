package dev.creance.drivers;

import dev.creance.runtime.DeviceException;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Link;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;

/** A non-blocking socket that is connected to one peer: what TCP and UDP have in common. */
abstract sealed class SocketLink implements Link permits TcpLink, UdpLink {
    private final ByteChannel channel;
    private final String peer;
    private final int mostBytes;
    private final ByteBuffer in;
    private final NativeBuffers out;

    /** @param mostBytes that one call hands to the system, or takes from it */
    SocketLink(ByteChannel channel, String peer, int mostBytes) {
        this.channel = channel;
        this.peer = peer;
        this.mostBytes = mostBytes;
        this.in = ByteBuffer.allocateDirect(mostBytes).limit(0);
        this.out = new NativeBuffers(mostBytes);
    }

    static InetSocketAddress resolve(String peer, String host, int port) throws DeviceException {
        InetSocketAddress remote = new InetSocketAddress(host, port);
        if (remote.isUnresolved()) {
            throw new DeviceException(peer + ": the host's name is not known; check it or write its address");
        }
        return remote;
    }

    /** Closes, where there is something to close; that a socket could not be closed in order leaves nothing to be done. */
    static void closeQuietly(ByteChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException alreadyBroken) {
            // it is gone either way
        }
    }

    // A datagram that is longer than the buffer is handed out in pieces.
    @Override
    @HotPath
    public final int read(byte[] buffer) {
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
            count = channel.read(in) < 0 ? CLOSED : in.position();
        } catch (PortUnreachableException nobodyThereYet) {
            // an answer to a datagram that was sent before; the peer may still come
        } catch (IOException broken) {
            count = CLOSED;
        }
        in.flip();
        return count;
    }

    @Override
    @HotPath
    public int write(byte[] buffer, int length) {
        int mine = out.claim();
        if (mine == NativeBuffers.NONE) {
            return 0;
        }
        try {
            int count = Math.min(length, mostBytes);
            return channel.write(out.buffer(mine).clear().put(buffer, 0, count).flip());
        } catch (PortUnreachableException nobodyThereYet) {
            return 0;
        } catch (IOException broken) {
            return CLOSED;
        } finally {
            out.release(mine);
        }
    }

    @Override
    public final double bytesPerS() {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public final String describe() {
        return peer;
    }

    @Override
    public final void close() {
        closeQuietly(channel);
    }
}
