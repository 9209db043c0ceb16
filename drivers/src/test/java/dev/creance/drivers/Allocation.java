package dev.creance.drivers;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.IntConsumer;

/** Measures what code allocates on this thread. */
final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WINDOWS = 5;

    private Allocation() {}

    /**
     * Runs the code this many times to warm up, then in windows of as many runs until one allocates nothing; returns the least
     * bytes of a window. Code that allocates does so in every window; but the JVM, when it compiles a method at last, resolves its
     * string constants on the thread that runs it, once, and that may fall into a window.
     */
    static long leastBytesOf(int times, IntConsumer code) {
        THREADS.getCurrentThreadAllocatedBytes();
        code.accept(times);
        long least = Long.MAX_VALUE;
        for (int window = 0; window < WINDOWS && least > 0; window++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            code.accept(times);
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }
}
