package dev.creance.drivers;

import dev.creance.runtime.DeviceException;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Link;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A TCP connection to a device server. Without Nagle's delay. */
public final class TcpLink implements Link {
    private static final int CONNECT_TIMEOUT_MS = 3000;
    private static final int CHUNK_BYTES = 4096;

    private final SocketChannel channel;
    private final String peer;
    private final ByteBuffer in = ByteBuffer.allocateDirect(CHUNK_BYTES);
    private final NativeBuffers out = new NativeBuffers(CHUNK_BYTES);

    private TcpLink(SocketChannel channel, String peer) {
        this.channel = channel;
        this.peer = peer;
    }

    /** Connects; waits three seconds at most. */
    public static TcpLink open(String host, int port) throws DeviceException {
        String peer = "tcp://" + host + ":" + port;
        InetSocketAddress remote = new InetSocketAddress(host, port);
        if (remote.isUnresolved()) {
            throw new DeviceException(peer + ": the host's name is not known; check it or write its address");
        }
        SocketChannel channel = null;
        try {
            channel = SocketChannel.open();
            channel.socket().connect(remote, CONNECT_TIMEOUT_MS);
            return of(channel, peer);
        } catch (SocketTimeoutException late) {
            Channels.closeQuietly(channel);
            throw new DeviceException(
                    peer + ": no answer within " + CONNECT_TIMEOUT_MS + " ms; check address and network", late);
        } catch (IOException failure) {
            Channels.closeQuietly(channel);
            throw new DeviceException(
                    peer + ": " + failure.getMessage() + "; check that the device listens there", failure);
        }
    }

    static TcpLink of(SocketChannel connected, String peer) throws IOException {
        connected.setOption(StandardSocketOptions.TCP_NODELAY, true);
        connected.configureBlocking(false);
        return new TcpLink(connected, peer);
    }

    @Override
    @HotPath
    public int read(byte[] buffer) {
        try {
            int count = channel.read(in.clear().limit(Math.min(buffer.length, CHUNK_BYTES)));
            if (count > 0) {
                in.get(0, buffer, 0, count);
            }
            return count < 0 ? CLOSED : count;
        } catch (IOException broken) {
            return CLOSED;
        }
    }

    @Override
    @HotPath
    public int write(byte[] buffer, int length) {
        int mine = out.claim();
        if (mine == NativeBuffers.NONE) {
            return 0;
        }
        try {
            int count = Math.min(length, CHUNK_BYTES);
            return channel.write(out.buffer(mine).clear().put(buffer, 0, count).flip());
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
