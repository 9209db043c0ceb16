package dev.creance.drivers.mqtt;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;

/**
 * Makes the one socket of a session and keeps hold of it, so that a session can be cut whatever state Paho is in.
 *
 * <p>Reading from the socket waits until something has been written to it, and so does a cut. Paho 1.2.5 starts receiver,
 * sender and callback thread before it sends CONNECT, and after each polls until it is seen running; a peer that hangs up
 * at once (a forwarded port with nothing behind it), or a cut meanwhile, would end one of them between two polls, and the
 * thread that polls would never end.
 *
 * <p>After a farewell the socket is closed once the peer has closed it: a broker that finds the connection gone before it has
 * taken the DISCONNECT that was sent right before publishes the will of a client that ended well (ActiveMQ Artemis 2.x).
 * MQTT 5 has the server close it, section 3.14.4.
 */
final class GatedSocketFactory extends SocketFactory {
    private volatile GatedSocket socket;
    private volatile boolean cut;
    private volatile long closeByNs;
    private volatile boolean closesLast;

    @Override
    public Socket createSocket() throws IOException {
        GatedSocket made = new GatedSocket();
        socket = made;
        if (cut) {
            made.cut();
        }
        return made;
    }

    /** Closes the socket; once it is made, where it is not, and at its first use, where it is open and unused. */
    void cut() throws IOException {
        cut = true;
        GatedSocket made = socket;
        if (made != null) {
            made.cut();
        }
    }

    /** From now on a close waits for the peer's, so long at most. */
    void letPeerCloseFirst(long atMostNs) {
        closeByNs = System.nanoTime() + atMostNs;
        closesLast = true;
    }

    private final class GatedSocket extends Socket {
        private final CountDownLatch written = new CountDownLatch(1);
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile boolean cutAtFirstUse;

        void cut() throws IOException {
            cutAtFirstUse = true;
            if (!isConnected() || written.getCount() == 0) {
                close();
            }
        }

        /** Called before each write. */
        void use() throws IOException {
            written.countDown();
            if (cutAtFirstUse) {
                close();
            }
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new GatedInput(super.getInputStream(), written, ended);
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new OpeningOutput(super.getOutputStream(), this);
        }

        @Override
        public void close() throws IOException {
            written.countDown();
            if (closesLast && isConnected()) {
                awaitPeer();
            }
            super.close();
        }

        /** Paho does that right before it closes, and would read an end that is not the peer's. */
        @Override
        public void shutdownInput() throws IOException {
            if (!closesLast) {
                super.shutdownInput();
            }
        }

        private void awaitPeer() {
            try {
                boolean unused = ended.await(closeByNs - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException asked) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static final class GatedInput extends FilterInputStream {
        private final CountDownLatch written;
        private final CountDownLatch ended;

        GatedInput(InputStream in, CountDownLatch written, CountDownLatch ended) {
            super(in);
            this.written = written;
            this.ended = ended;
        }

        private void pass() throws IOException {
            try {
                written.await();
            } catch (InterruptedException asked) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted before the connection was used", asked);
            }
        }

        @Override
        public int read() throws IOException {
            byte[] octet = new byte[1];
            return read(octet, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(octet[0]);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            pass();
            try {
                int count = super.read(bytes, offset, length);
                if (count < 0) {
                    ended.countDown();
                }
                return count;
            } catch (SocketTimeoutException nothingYet) {
                throw nothingYet;
            } catch (IOException e) {
                ended.countDown();
                throw e;
            }
        }
    }

    private static final class OpeningOutput extends FilterOutputStream {
        private final GatedSocket socket;

        OpeningOutput(OutputStream out, GatedSocket socket) {
            super(out);
            this.socket = socket;
        }

        @Override
        public void write(int octet) throws IOException {
            socket.use();
            out.write(octet);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            socket.use();
            out.write(bytes, offset, length);
        }
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException("only unconnected sockets are made here");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException("only unconnected sockets are made here");
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException("only unconnected sockets are made here");
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException("only unconnected sockets are made here");
    }
}
