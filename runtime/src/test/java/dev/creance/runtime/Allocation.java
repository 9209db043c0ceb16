package dev.creance.runtime;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Measures what the calling thread allocates, by the JVM's own counter. */
public final class Allocation {
    /** Windows in a row that must agree, and the most that are run to come to that: a busy machine compiles late, and a class at a time. */
    private static final int AGREEING = 3;

    private static final int MOST_WINDOWS = 40;

    /** The optimising compiler may come late on a busy machine. */
    private static final int MOST_ROUNDS = 60;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /**
     * Bytes that {@code runs} runs allocate once warm. It measures window after window of so many runs, until three in a row
     * agree, and returns the most that one of the last three held. What a call allocates, or one call in {@code runs}, shows in
     * every window, so that no three of them are free of it. What shows in fewer is the JVM's, once for each class: it makes a
     * class's string constants on the thread that has a method of it compiled.
     */
    public static long bytesOf(int runs, Runnable work) {
        return steady(() -> {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < runs; i++) {
                work.run();
            }
            return THREADS.getCurrentThreadAllocatedBytes() - before;
        });
    }

    /** The same of what is free of garbage only once the optimising compiler has seen it, as vectors are. */
    public static long onceCompiled(int runs, Runnable work) {
        long bytes = 1;
        for (int round = 0; round < MOST_ROUNDS && bytes != 0; round++) {
            bytes = bytesOf(runs, work);
        }
        return bytes;
    }

    /** The same of what alternates with something that does not count, like a test's own plant. */
    public static long bytesOf(int runs, Runnable uncounted, Runnable work) {
        return steady(() -> {
            long bytes = 0;
            for (int i = 0; i < runs; i++) {
                uncounted.run();
                long before = THREADS.getCurrentThreadAllocatedBytes();
                work.run();
                bytes += THREADS.getCurrentThreadAllocatedBytes() - before;
            }
            return bytes;
        });
    }

    /** Measures one window. */
    private interface Window {
        long bytes();
    }

    private static long steady(Window window) {
        long[] last = new long[AGREEING];
        int agreeing = 0;
        for (int i = 0; i < MOST_WINDOWS && agreeing < AGREEING; i++) {
            long bytes = window.bytes();
            agreeing = i > 0 && bytes == last[(i - 1) % AGREEING] ? agreeing + 1 : 1;
            last[i % AGREEING] = bytes;
        }
        return Math.max(last[0], Math.max(last[1], last[2]));
    }
}
