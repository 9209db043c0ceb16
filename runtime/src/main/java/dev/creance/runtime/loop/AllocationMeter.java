package dev.creance.runtime.loop;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Bytes that a thread allocated on the heap, by the JVM's own counters. Reading them allocates nothing. */
final class AllocationMeter {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private AllocationMeter() {}

    /** Since the calling thread was started. */
    static long currentThreadBytes() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }
}
