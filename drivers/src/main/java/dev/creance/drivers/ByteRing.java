package dev.creance.drivers;

import dev.creance.runtime.HotPath;
import dev.creance.runtime.Link;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A lock-free ring of bytes for one reader and, now and then, a second writer. A write is taken whole or not at all; writers
 * that meet take turns by a flag that is held for one copy only, and give up rather than wait for one that is suspended.
 */
@HotPath
final class ByteRing {
    private static final VarHandle HEAD;
    private static final VarHandle TAIL;
    private static final VarHandle WRITING;
    private static final int TURNS = 10_000;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            HEAD = lookup.findVarHandle(ByteRing.class, "head", long.class);
            TAIL = lookup.findVarHandle(ByteRing.class, "tail", long.class);
            WRITING = lookup.findVarHandle(ByteRing.class, "writing", boolean.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final byte[] bytes;
    private final int mask;

    /** Bytes ever read; written by the reader. */
    private volatile long head;

    /** Bytes ever written; written by the writer that holds {@link #writing}. */
    private volatile long tail;

    private volatile boolean writing;
    private volatile boolean closed;

    /** @param capacity a power of two */
    ByteRing(int capacity) {
        if (Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("capacity=" + capacity + " is no power of two");
        }
        bytes = new byte[capacity];
        mask = capacity - 1;
    }

    int read(byte[] buffer) {
        boolean wasClosed = closed; // before the tail, so that nothing written before closing is lost
        long from = (long) HEAD.get(this);
        int count = (int) Math.min(buffer.length, (long) TAIL.getAcquire(this) - from);
        if (count == 0) {
            return wasClosed ? Link.CLOSED : 0;
        }
        int start = (int) from & mask;
        int first = Math.min(count, bytes.length - start);
        System.arraycopy(bytes, start, buffer, 0, first);
        System.arraycopy(bytes, 0, buffer, first, count - first);
        HEAD.setRelease(this, from + count);
        return count;
    }

    int write(byte[] buffer, int length) {
        if (closed) {
            return Link.CLOSED;
        }
        for (int turn = 0; turn < TURNS; turn++) {
            if (WRITING.compareAndSet(this, false, true)) {
                int taken = append(buffer, length);
                WRITING.setRelease(this, false);
                return taken;
            }
            Thread.onSpinWait();
        }
        return 0;
    }

    private int append(byte[] buffer, int length) {
        long to = (long) TAIL.get(this);
        if (length > bytes.length - (to - (long) HEAD.getAcquire(this))) {
            return 0;
        }
        int start = (int) to & mask;
        int first = Math.min(length, bytes.length - start);
        System.arraycopy(buffer, 0, bytes, start, first);
        System.arraycopy(buffer, first, bytes, 0, length - first);
        TAIL.setRelease(this, to + length);
        return length;
    }

    void close() {
        closed = true;
    }
}
