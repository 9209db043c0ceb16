package dev.creance.runtime.realtime;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What the operating system can do for a thread with deadlines. Thread settings hold for the calling platform thread alone;
 * call them first thing on it. Each says what it achieved and never throws.
 *
 * <pre>{@code
 * Thread.ofPlatform().name("tick").start(() -> {
 *     Realtime.prepareTickThread(OptionalInt.of(1), OptionalInt.of(80)).forEach(this::warnUnlessAchieved);
 *     loop.run();
 * });
 * }</pre>
 */
public final class Realtime {
    private static final int SCHED_FIFO = 1;
    // What the thread starts (a compiler thread of the JVM, for one) must not inherit its priority.
    private static final int SCHED_RESET_ON_FORK = 0x4000_0000;
    private static final int PR_SET_TIMERSLACK = 29;
    private static final int MCL_CURRENT = 1;
    private static final int MCL_FUTURE = 2;
    static final int MASK_BYTES = 128;
    // A tick with a network in it needs about 20 KiB; a thread of the JVM has 1 MiB.
    private static final long STACK_BYTES = 256 * 1024;
    private static final String UNAVAILABLE = "only 64-bit Linux is supported";
    private static final String GO_ON = "expect late ticks under load";

    private Realtime() {}

    /**
     * Timer slack, then processor, then stack and priority, for the calling thread; the last three only where asked for. Threads that it
     * starts from then on inherit the processor: start all others from elsewhere.
     */
    public static List<RealtimeResult> prepareTickThread(OptionalInt cpu, OptionalInt priority) {
        List<RealtimeResult> results = new ArrayList<>();
        results.add(timerSlack(1));
        cpu.ifPresent(number -> results.add(pinTo(number)));
        priority.ifPresent(level -> {
            results.add(lockStack());
            results.add(fifo(level));
        });
        return results;
    }

    /** Runs the calling thread ahead of every normal thread: SCHED_FIFO at this priority, 1 to 99. */
    public static RealtimeResult fifo(int priority) {
        String what = "SCHED_FIFO priority " + priority;
        if (!Libc.AVAILABLE) {
            return RealtimeResult.refused(what, UNAVAILABLE, GO_ON);
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment parameters = arena.allocate(4, 4);
            parameters.set(ValueLayout.JAVA_INT, 0, priority);
            if (Libc.sched_setscheduler(0, SCHED_FIFO | SCHED_RESET_ON_FORK, parameters.address()) == 0) {
                return RealtimeResult.achieved(what, "set");
            }
            return RealtimeResult.refused(
                    what, Libc.lastError(), Permissions.PRIORITY_REMEDY + "; until then " + GO_ON);
        }
    }

    /** Keeps the calling thread on one processor. */
    public static RealtimeResult pinTo(int cpu) {
        String what = "pinned to cpu " + cpu;
        if (!Libc.AVAILABLE) {
            return RealtimeResult.refused(what, UNAVAILABLE, GO_ON);
        }
        if (cpu < 0 || cpu >= MASK_BYTES * 8) {
            return RealtimeResult.refused(
                    what, "cpu=" + cpu + " is outside 0 to " + (MASK_BYTES * 8 - 1), remedyForCpu());
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment mask = arena.allocate(MASK_BYTES, 8);
            mask.setAtIndex(ValueLayout.JAVA_LONG, cpu / 64, 1L << cpu % 64);
            if (Libc.sched_setaffinity(0, MASK_BYTES, mask.address()) == 0) {
                return RealtimeResult.achieved(what, "set");
            }
            return RealtimeResult.refused(what, Libc.lastError(), remedyForCpu());
        }
    }

    /**
     * Leaves a processor to the calling thread: every other thread of this process, collector and compilers included, may run on all but this
     * one from now on, and so may threads that they start. Where the kernel is not preemptible, a system call of another thread holds up
     * even a thread with priority.
     */
    public static RealtimeResult keepOthersOff(int cpu) {
        String what = "other threads off cpu " + cpu;
        if (!Libc.AVAILABLE) {
            return RealtimeResult.refused(what, UNAVAILABLE, GO_ON);
        }
        if (cpu < 0 || cpu >= MASK_BYTES * 8) {
            return RealtimeResult.refused(
                    what, "cpu=" + cpu + " is outside 0 to " + (MASK_BYTES * 8 - 1), remedyForCpu());
        }
        try {
            OtherThreads.Moved threads = OtherThreads.keepOff(cpu);
            if (threads.stayed() == 0) {
                return RealtimeResult.achieved(what, threads.moved() + " threads");
            }
            return RealtimeResult.refused(
                    what,
                    threads.stayed() + " threads may run nowhere else",
                    "let this process use a second processor (taskset, cpuset); until then " + GO_ON);
        } catch (IOException e) {
            return RealtimeResult.refused(what, "/proc cannot be read: " + e.getMessage(), GO_ON);
        }
    }

    private static String remedyForCpu() {
        return "choose a processor this process may use; it may use "
                + Runtime.getRuntime().availableProcessors()
                + " (loop.cpu counts from 0)";
    }

    /** How late the kernel may fire this thread's timers to save power; 50 µs by default, ignored for SCHED_FIFO. */
    public static RealtimeResult timerSlack(long slackNs) {
        String what = "timer slack " + slackNs + " ns";
        if (!Libc.AVAILABLE) {
            return RealtimeResult.refused(what, UNAVAILABLE, GO_ON);
        }
        if (slackNs < 1) {
            return RealtimeResult.refused(what, "slackNs=" + slackNs + " < 1", "ask for 1 ns or more");
        }
        if (Libc.prctl(PR_SET_TIMERSLACK, slackNs, 0, 0, 0) == 0) {
            return RealtimeResult.achieved(what, "set");
        }
        return RealtimeResult.refused(what, Libc.lastError(), "expect wake-ups about 50 us late");
    }

    /**
     * Keeps this whole process in memory, so that no tick waits for a page: locking brings in every page that is mapped, the
     * committed heap and all stacks included. What is mapped later is locked too, but only where no limit could make that
     * fail: a refused mapping ends the JVM.
     */
    public static RealtimeResult lockMemory() {
        String what = "memory locked";
        if (!Libc.AVAILABLE) {
            return RealtimeResult.refused(what, UNAVAILABLE, GO_ON);
        }
        boolean unlimited = Permissions.of(KernelFiles.ofThisMachine())
                .map(Permissions::mayLockAll)
                .orElse(false);
        if (Libc.mlockall(unlimited ? MCL_CURRENT | MCL_FUTURE : MCL_CURRENT) == 0) {
            return RealtimeResult.achieved(
                    what, inMemory() + (unlimited ? ", with all that comes later" : ", not what comes later"));
        }
        return RealtimeResult.refused(
                what, Libc.lastError(), Permissions.LOCK_REMEDY + "; until then a tick may wait for a page");
    }

    // VmLck would count address space that is only reserved, too: gigabytes of it with ZGC.
    private static String inMemory() {
        return KernelFiles.ofThisMachine()
                .value("/proc/self/status", "VmRSS:")
                .filter(size -> size.matches("\\d{1,15} kB"))
                .map(size -> Long.parseLong(size.substring(0, size.length() - 3)) / 1024 + " MiB in memory")
                .orElse("all in memory");
    }

    /**
     * Brings in and keeps the upper part of the calling thread's stack, so that no tick faults on it: for where the limit
     * allows to lock that much and not the whole process.
     */
    public static RealtimeResult lockStack() {
        String what = "stack locked";
        if (!Libc.AVAILABLE) {
            return RealtimeResult.refused(what, UNAVAILABLE, GO_ON);
        }
        return ThreadStack.lock(STACK_BYTES)
                .map(reason -> RealtimeResult.refused(
                        what, reason, Permissions.LOCK_REMEDY + "; until then a tick may wait for a page"))
                .orElse(RealtimeResult.achieved(what, STACK_BYTES / 1024 + " KiB held"));
    }
}
