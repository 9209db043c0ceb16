package dev.creance.drivers.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A cable to a broker that can be cut, and unplugged for a while. */
public final class Wire implements AutoCloseable {
    private final URI broker;
    private final ServerSocket server;
    private final List<Socket> ends = new ArrayList<>();

    private boolean plugged = true;

    public Wire(URI broker) throws IOException {
        this.broker = broker;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(this::accept);
    }

    public URI uri() {
        return URI.create("tcp://127.0.0.1:" + server.getLocalPort());
    }

    /** Ends every connection at both ends without a word of MQTT; new ones are taken. */
    public synchronized void cut() {
        for (Socket end : ends) {
            try {
                end.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        ends.clear();
    }

    /** As {@link #cut}, and new connections are ended at once. */
    public synchronized void unplug() {
        plugged = false;
        cut();
    }

    public synchronized void plug() {
        plugged = true;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                join(server.accept());
            } catch (IOException closed) {
                continue;
            }
        }
    }

    private synchronized void join(Socket near) throws IOException {
        if (!plugged) {
            near.close();
            return;
        }
        Socket far;
        try {
            far = new Socket(broker.getHost(), broker.getPort());
        } catch (IOException nobodyThere) {
            near.close();
            return;
        }
        ends.add(near);
        ends.add(far);
        Thread.ofPlatform().daemon().start(() -> copy(near, far));
        Thread.ofPlatform().daemon().start(() -> copy(far, near));
    }

    private static void copy(Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            int count;
            while ((count = in.read(buffer)) > 0) {
                out.write(buffer, 0, count);
            }
        } catch (IOException cut) {
            // both ends are closed on the way out
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
