package dev.creance.runtime.realtime;

import dev.creance.runtime.HotPath;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets one thread wait until another has raised the signal, such that raising never waits: a futex where there is one. (The
 * JVM's own unpark takes a mutex that the waiting, less urgent thread may be holding while it is off the processor.)
 *
 * <pre>{@code
 * int seen = signal.value();
 * if (!somethingToDo()) {
 *     signal.await(seen, 100_000_000); // returns at once where it was raised after the look
 * }
 * }</pre>
 */
public final class Signal {
    private static final VarHandle WORD = ValueLayout.JAVA_INT.varHandle();
    private static final long FUTEX_WAIT_PRIVATE = 128;
    private static final long FUTEX_WAKE_PRIVATE = 129;
    private static final long FUTEX = Libc.AVAILABLE ? futexNumber() : -1;

    private final MemorySegment memory = Arena.ofAuto().allocate(64, 64);
    private final MemorySegment timeout = memory.asSlice(16, 16);
    private volatile Thread parked;

    private static long futexNumber() {
        return switch (System.getProperty("os.arch")) {
            case "amd64" -> 202;
            case "aarch64", "riscv64" -> 98;
            default -> -1;
        };
    }

    /** How often it was raised; wraps around. */
    @HotPath
    public int value() {
        return (int) WORD.getAcquire(memory, 0L);
    }

    /** Wakes the waiting thread, if there is one. Wait-free; what was written before is seen by the woken thread. */
    @HotPath
    public void raise() {
        int _ = (int) WORD.getAndAdd(memory, 0L, 1);
        if (FUTEX >= 0) {
            Libc.syscall(FUTEX, memory.address(), FUTEX_WAKE_PRIVATE, 1, 0, 0, 0);
        } else {
            LockSupport.unpark(parked);
        }
    }

    /** Waits until the value differs from the one seen, at most this long; one thread only. It may return early. */
    public void await(int seen, long timeoutNs) {
        if (FUTEX >= 0) {
            Libc.setTimespec(timeout, timeoutNs);
            Libc.syscall(FUTEX, memory.address(), FUTEX_WAIT_PRIVATE, seen, timeout.address(), 0, 0);
            Reference.reachabilityFence(this);
        } else {
            parked = Thread.currentThread();
            // Volatile: an acquiring read may come before the store above, and raising would unpark nobody.
            if ((int) WORD.getVolatile(memory, 0L) == seen) {
                LockSupport.parkNanos(this, timeoutNs);
            }
        }
    }
}
