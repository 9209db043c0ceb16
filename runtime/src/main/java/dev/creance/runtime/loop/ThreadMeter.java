package dev.creance.runtime.loop;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What the calling thread has used since it was started, by the JVM's own counters. Reading them allocates nothing. */
final class ThreadMeter {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private ThreadMeter() {}

    /** On the heap. */
    static long allocatedBytes() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }

    /** Of a processor; spinning counts. */
    static long cpuNs() {
        return THREADS.getCurrentThreadCpuTime();
    }
}
