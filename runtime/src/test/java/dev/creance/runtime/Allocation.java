package dev.creance.runtime;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Measures what the calling thread allocates, by the JVM's own counter. */
public final class Allocation {
    private static final int ROUNDS = 6;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /**
     * Bytes that {@code runs} runs allocate once warm: the least of several rounds. What a call allocates shows in each; what
     * shows in one alone is the JVM's, which makes a class's string constants when it compiles a method of it.
     */
    public static long bytesOf(int runs, Runnable work) {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && least > 0; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < runs; i++) {
                work.run();
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }
}
