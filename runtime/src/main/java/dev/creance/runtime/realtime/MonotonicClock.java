package dev.creance.runtime.realtime;

import dev.creance.runtime.Clock;
import dev.creance.runtime.HotPath;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.locks.LockSupport;

/**
 * The clock of a run in real time: CLOCK_MONOTONIC, which is what {@link System#nanoTime} reads on Linux. It sleeps in the
 * kernel to an absolute time shortly before the deadline and spins the rest: the spin takes a share of spin/period of a core
 * and cuts the wake-up latency from tens of microseconds to well below one. Safe for several threads.
 *
 * <pre>{@code
 * Clock clock = new MonotonicClock();
 * long deadlineNs = clock.nowNs() + 1_000_000;
 * clock.sleepUntil(deadlineNs);
 * }</pre>
 */
public final class MonotonicClock implements Clock {
    /**
     * Costs 8 % of a core at 1 kHz. Measured with 100 µs on a virtual machine, over cyclictest in the same window: median
     * wake-up latency 0.004 times, P99 0.19 times; with 30 µs at 8 kHz P99 only halves.
     */
    public static final long DEFAULT_SPIN_NS = 80_000;

    /** In place of a spin window: never sleep. It costs a whole core. */
    public static final long SPIN_ONLY_NS = Long.MAX_VALUE;

    /** The widest spin window, SPIN_ONLY_NS aside. */
    public static final long GREATEST_SPIN_NS = 1_000_000;

    private static final ThreadLocal<Timespec> TIMESPEC = ThreadLocal.withInitial(Timespec::new);
    private static final boolean KERNEL_SLEEP = Libc.AVAILABLE && nanoTimeIsClockMonotonic();

    private final boolean sleeps;
    private final long spinNs;

    /** One thread's own memory for a {@code struct timespec}; it lives as long as the thread. */
    private static final class Timespec {
        private final MemorySegment memory = Libc.newTimespec(Arena.ofAuto());
        private final long address = memory.address();
    }

    public MonotonicClock() {
        this(DEFAULT_SPIN_NS);
    }

    /**
     * @param spinNs how long before a deadline the kernel's sleep ends and spinning begins; 0 to never spin, {@link
     *     #SPIN_ONLY_NS} to never sleep
     */
    public MonotonicClock(long spinNs) {
        sleeps = spinNs != SPIN_ONLY_NS;
        if (sleeps && (spinNs < 0 || spinNs > GREATEST_SPIN_NS)) {
            throw new IllegalArgumentException("spinNs=" + spinNs + " is outside 0 to " + GREATEST_SPIN_NS);
        }
        this.spinNs = spinNs;
    }

    @Override
    @HotPath
    public long nowNs() {
        return System.nanoTime();
    }

    @Override
    @HotPath
    public boolean sleepUntil(long deadlineNs) {
        long sleepEndNs = deadlineNs - spinNs;
        if (sleeps && sleepEndNs - System.nanoTime() > 0) {
            if (KERNEL_SLEEP) {
                kernelSleepUntil(sleepEndNs);
            } else {
                parkUntil(sleepEndNs);
            }
        }
        while (deadlineNs - System.nanoTime() > 0) {
            Thread.onSpinWait();
        }
        return true;
    }

    /** Sleeps to times that have passed until the JVM has compiled the way into the kernel, on the calling thread. */
    static void warmUp(int calls) {
        for (int i = 0; i < calls && KERNEL_SLEEP; i++) {
            kernelSleepUntil(1);
        }
    }

    @HotPath
    private static void kernelSleepUntil(long timeNs) {
        Timespec timespec = TIMESPEC.get();
        Libc.setTimespec(timespec.memory, timeNs);
        int error;
        do {
            error = Libc.clock_nanosleep(Libc.CLOCK_MONOTONIC, Libc.TIMER_ABSTIME, timespec.address, 0);
        } while (error == Libc.EINTR);
        if (error != 0) {
            parkUntil(timeNs);
        }
    }

    @HotPath
    private static void parkUntil(long timeNs) {
        long leftNs = timeNs - System.nanoTime();
        while (leftNs > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(leftNs);
            leftNs = timeNs - System.nanoTime();
        }
    }

    private static boolean nanoTimeIsClockMonotonic() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment timespec = Libc.newTimespec(arena);
            long beforeNs = System.nanoTime();
            int error = Libc.clock_gettime(Libc.CLOCK_MONOTONIC, timespec.address());
            long afterNs = System.nanoTime();
            long kernelNs = Libc.timespecNs(timespec);
            return error == 0 && beforeNs <= kernelNs && kernelNs <= afterNs;
        }
    }
}
