package dev.creance.runtime.realtime;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where the time of one processor, or of all together, went since the start of the system.
 *
 * <pre>{@code
 * double share = ProcessorTime.of(KernelFiles.ofThisMachine(), OptionalInt.of(1)).map(ProcessorTime::stolenShare).orElse(0.0);
 * }</pre>
 *
 * @param allTicks hundredths of a second in any use or none
 * @param stolenTicks of these, taken by the host for others
 */
public record ProcessorTime(long allTicks, long stolenTicks) {
    public static final String FILE = "/proc/stat";

    // USER_HZ is 100 on every architecture that Java runs on (proc(5), sysconf(3) _SC_CLK_TCK).
    private static final long CLOCK_TICK_NS = 10_000_000;
    // "user nice system idle iowait irq softirq steal guest guest_nice" after the processor's name (proc_stat(5));
    // guest times are
    // part of user and nice
    private static final int STEAL = 7;
    // "on-cpu-ns run-delay-ns timeslices" (the kernel's sched-stats)
    private static final int RUN_DELAY = 1;
    private static final String NUMBER = "\\d{1,17}";

    private static final KernelFiles FILES = KernelFiles.ofThisMachine();

    /** Empty where the system does not say. */
    public static Optional<ProcessorTime> of(KernelFiles files, OptionalInt cpu) {
        String name = "cpu" + (cpu.isPresent() ? cpu.getAsInt() : "") + " ";
        String[] ticks = files.value(FILE, name).orElse("").split("\\s+");
        if (ticks.length <= STEAL) {
            return Optional.empty();
        }
        long all = 0;
        for (int i = 0; i <= STEAL; i++) {
            if (!ticks[i].matches(NUMBER)) {
                return Optional.empty();
            }
            all += Long.parseLong(ticks[i]);
        }
        return Optional.of(new ProcessorTime(all, Long.parseLong(ticks[STEAL])));
    }

    public double stolenShare() {
        return allTicks == 0 ? 0 : (double) stolenTicks / allTicks;
    }

    /** What the host of this machine has taken; 0 where it does not say. */
    static long stealNs(OptionalInt cpu) {
        return of(FILES, cpu).map(time -> time.stolenTicks() * CLOCK_TICK_NS).orElse(0L);
    }

    /** How long the calling thread has been ready to run and was not run; 0 where the system does not say. */
    static long threadRunDelayNs() {
        String[] fields = FILES.text("/proc/thread-self/schedstat").orElse("").split("\\s+");
        return fields.length > RUN_DELAY && fields[RUN_DELAY].matches("\\d{1,18}")
                ? Long.parseLong(fields[RUN_DELAY])
                : 0;
    }
}
