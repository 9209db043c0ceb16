package dev.creance.drivers;

import dev.creance.runtime.HotPath;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Direct buffers for the threads that write to one link: the tick and the stop path, and a spare. A writer claims one by a
 * compare-and-set and never waits, so a writer that was suspended in the middle holds up nobody.
 */
@HotPath
final class NativeBuffers {
    static final int NONE = -1;
    private static final int COUNT = 3;

    private final ByteBuffer[] buffers = new ByteBuffer[COUNT];
    private final AtomicIntegerArray claimed = new AtomicIntegerArray(COUNT);

    NativeBuffers(int bytes) {
        for (int i = 0; i < COUNT; i++) {
            buffers[i] = ByteBuffer.allocateDirect(bytes);
        }
    }

    /** Index of a buffer that is now the caller's, or {@link #NONE}. */
    int claim() {
        for (int i = 0; i < COUNT; i++) {
            if (claimed.compareAndSet(i, 0, 1)) {
                return i;
            }
        }
        return NONE;
    }

    ByteBuffer buffer(int index) {
        return buffers[index];
    }

    /** Where each buffer lies in memory. */
    long[] addresses() {
        long[] addresses = new long[COUNT];
        for (int i = 0; i < COUNT; i++) {
            addresses[i] = TtyDescriptor.address(buffers[i]);
        }
        return addresses;
    }

    void release(int index) {
        claimed.set(index, 0);
    }
}
