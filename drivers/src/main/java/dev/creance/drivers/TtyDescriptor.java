package dev.creance.drivers;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Link;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A terminal's descriptor, opened non-blocking: one reads, several may write, nothing waits and nothing is allocated.
 *
 * <p>A non-blocking read of a terminal without input does wait on Linux: before it says so, {@code n_tty_read} lets the kernel's
 * worker finish what it is carrying, at the worker's own, ordinary priority ({@code tty_buffer_flush_work}). So nothing is read
 * where nothing has arrived; what the worker still carries is read in the next tick.
 */
@HotPath
final class TtyDescriptor {
    private static final int CHUNK_BYTES = 4096;

    private final int descriptor;
    private final boolean peerMayReturn;
    private final ByteBuffer in = ByteBuffer.allocateDirect(CHUNK_BYTES);
    private final long inAddress = address(in);
    private final ByteBuffer arrived = ByteBuffer.allocateDirect(Integer.BYTES).order(ByteOrder.nativeOrder());
    private final long arrivedAddress = address(arrived);
    private final NativeBuffers out = new NativeBuffers(CHUNK_BYTES);
    private final long[] outAddresses = out.addresses();
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param peerMayReturn an input-output error means that nobody is at the other end now, not that the link is gone */
    TtyDescriptor(int descriptor, boolean peerMayReturn) {
        this.descriptor = descriptor;
        this.peerMayReturn = peerMayReturn;
    }

    static long address(ByteBuffer direct) {
        return Pointer.nativeValue(Native.getDirectBufferPointer(direct));
    }

    int read(byte[] buffer) {
        if (closed.get()) {
            return Link.CLOSED;
        }
        int asked = Posix.ioctl(descriptor, Posix.FIONREAD, arrivedAddress);
        if (asked < 0) {
            return outcome(asked);
        }
        int most = Math.min(arrived.getInt(0), Math.min(buffer.length, CHUNK_BYTES));
        if (most <= 0) {
            return 0;
        }
        int count = outcome(Posix.read(descriptor, inAddress, most));
        if (count > 0) {
            in.get(0, buffer, 0, count);
        }
        return count;
    }

    int write(byte[] buffer, int length) {
        if (closed.get()) {
            return Link.CLOSED;
        }
        int mine = out.claim();
        if (mine == NativeBuffers.NONE) {
            return 0;
        }
        int count = Math.min(length, CHUNK_BYTES);
        out.buffer(mine).put(0, buffer, 0, count);
        int taken = outcome(Posix.write(descriptor, outAddresses[mine], count));
        out.release(mine);
        return taken;
    }

    private int outcome(long result) {
        if (result >= 0) {
            return (int) result;
        }
        int error = Native.getLastError();
        boolean later = error == Posix.EAGAIN || error == Posix.EINTR || (peerMayReturn && error == Posix.EIO);
        return later ? 0 : Link.CLOSED;
    }

    void close() {
        if (closed.compareAndSet(false, true)) {
            Posix.close(descriptor);
        }
    }
}
