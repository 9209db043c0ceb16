package dev.creance.runtime.realtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/** Processor time that the kernel or the host gave to others; 0 where the system does not say. */
final class ProcessorTime {
    // USER_HZ is 100 on every architecture that Java runs on (proc(5), sysconf(3) _SC_CLK_TCK).
    private static final long CLOCK_TICK_NS = 10_000_000;
    // "cpu0 user nice system idle iowait irq softirq steal …" (proc_stat(5))
    private static final int STEAL = 8;
    // "on-cpu-ns run-delay-ns timeslices" (the kernel's sched-stats)
    private static final int RUN_DELAY = 1;

    private ProcessorTime() {}

    /** How long the calling thread has been ready to run and was not run. */
    static long threadRunDelayNs() {
        try {
            return field(Files.readString(Path.of("/proc/thread-self/schedstat")), RUN_DELAY);
        } catch (IOException unknown) {
            return 0;
        }
    }

    /** What the host has taken from one processor, or from all together, since the start of the system. */
    static long stealNs(OptionalInt cpu) {
        String name = "cpu" + (cpu.isPresent() ? cpu.getAsInt() : "") + " ";
        try {
            for (String line : Files.readAllLines(Path.of("/proc/stat"))) {
                if (line.startsWith(name)) {
                    return field(line, STEAL) * CLOCK_TICK_NS;
                }
            }
            return 0;
        } catch (IOException unknown) {
            return 0;
        }
    }

    private static long field(String line, int index) {
        String[] fields = line.strip().split("\\s+");
        try {
            return index < fields.length ? Long.parseLong(fields[index]) : 0;
        } catch (NumberFormatException unknown) {
            return 0;
        }
    }
}
