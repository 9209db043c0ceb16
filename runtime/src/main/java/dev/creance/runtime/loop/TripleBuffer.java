package dev.creance.runtime.loop;

import dev.creance.runtime.HotPath;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Supplier;

/**
 * Hands the newest value from one writer to one reader. Of three slots the writer owns one, the reader one, and the third
 * waits in the middle; publishing and taking each swap their own slot with the middle one in a single atomic exchange. So
 * neither ever waits, retries or sees a value half-written, and a value that was not taken is replaced by the newer one.
 */
@HotPath
final class TripleBuffer<T> {
    private static final int FRESH = 4;
    private static final int INDEX = 3;
    private static final VarHandle MIDDLE;

    static {
        try {
            MIDDLE = MethodHandles.lookup().findVarHandle(TripleBuffer.class, "middle", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final T first;
    private final T second;
    private final T third;
    private int writers = 0;
    private volatile int middle = 1;
    private int readers = 2;

    TripleBuffer(Supplier<T> newSlot) {
        first = newSlot.get();
        second = newSlot.get();
        third = newSlot.get();
    }

    /** The slot to fill before {@link #publish}. Its old content is any earlier value. Writer only. */
    T writable() {
        return slot(writers);
    }

    /** Makes the filled slot the newest value. Writer only. */
    void publish() {
        int before = (int) MIDDLE.getAndSet(this, writers | FRESH);
        writers = before & INDEX;
    }

    /** Whether the reader has taken what was published last. Writer only: for the reader it may change at once. */
    boolean isTaken() {
        return (middle & FRESH) == 0;
    }

    /** Moves on to the newest value; false where there is none since the last time. Reader only. */
    boolean take() {
        if ((middle & FRESH) == 0) {
            return false;
        }
        int before = (int) MIDDLE.getAndSet(this, readers);
        readers = before & INDEX;
        return true;
    }

    /** The value last taken. Reader only. */
    T readable() {
        return slot(readers);
    }

    private T slot(int index) {
        return index == 0 ? first : index == 1 ? second : third;
    }
}
