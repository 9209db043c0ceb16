package dev.creance.runtime.realtime;

import java.util.OptionalInt;

/** Processor time that the kernel or the host gave to others; 0 where the system does not say. */
final class ProcessorTime {
    // USER_HZ is 100 on every architecture that Java runs on (proc(5), sysconf(3) _SC_CLK_TCK).
    private static final long CLOCK_TICK_NS = 10_000_000;
    // "user nice system idle iowait irq softirq steal …" after the processor's name (proc_stat(5))
    private static final int STEAL = 7;
    // "on-cpu-ns run-delay-ns timeslices" (the kernel's sched-stats)
    private static final int RUN_DELAY = 1;

    private static final KernelFiles FILES = KernelFiles.ofThisMachine();

    private ProcessorTime() {}

    /** How long the calling thread has been ready to run and was not run. */
    static long threadRunDelayNs() {
        return FILES.text("/proc/thread-self/schedstat")
                .map(text -> field(text, RUN_DELAY))
                .orElse(0L);
    }

    /** What the host has taken from one processor, or from all together, since the start of the system. */
    static long stealNs(OptionalInt cpu) {
        String name = "cpu" + (cpu.isPresent() ? cpu.getAsInt() : "") + " ";
        return FILES.value("/proc/stat", name)
                .map(times -> field(times, STEAL) * CLOCK_TICK_NS)
                .orElse(0L);
    }

    private static long field(String line, int index) {
        String[] fields = line.split("\\s+");
        try {
            return index < fields.length ? Long.parseLong(fields[index]) : 0;
        } catch (NumberFormatException unknown) {
            return 0;
        }
    }
}
