package dev.creance.runtime.realtime;

import com.sun.management.ThreadMXBean;
import dev.creance.runtime.HotPath;
import java.lang.management.ManagementFactory;
import java.util.OptionalInt;
import org.HdrHistogram.Histogram;

/**
 * How late this machine wakes a thread with absolute deadlines: a loop that does nothing but wait, on a thread of its own that
 * is prepared like the tick's. It keeps its phase, and leaves out what it missed, as the control loop does.
 *
 * <pre>{@code
 * WakeupProbe.Plan plan = new WakeupProbe.Plan(1_000_000, 500_000_000, 0, OptionalInt.of(1), OptionalInt.of(80));
 * WakeupProbe.Result result = WakeupProbe.run(plan);
 * long p99Ns = result.wakeUpNs().getValueAtPercentile(99);
 * }</pre>
 */
public final class WakeupProbe {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long GREATEST_NS = 60_000_000_000L;
    private static final int DIGITS = 3;
    private static final int GREATEST_SKIPPED = 100_000;
    private static final int WARM_UP_CALLS = 20_000;
    // Waits like those to come, each slept for and spun for, which the compiler is to see; a tenth of a second.
    private static final int WARM_UP_WAITS = 2_500;
    private static final long WARM_UP_PERIOD_NS = 40_000;
    private static final long WARM_UP_SPIN_NS = 35_000;

    private final Plan plan;
    private final MonotonicClock clock;
    private final Recorder recorder;
    private final Histogram wakeUpNs = new Histogram(1, GREATEST_NS, DIGITS);
    private long dueNs;
    private long wakeups;
    private long overruns;
    private long skipped;
    private volatile boolean stopped;
    private Result result;

    /**
     * @param periodNs from one deadline to the next
     * @param spinNs how long before a deadline the kernel's sleep ends; 0 to sleep alone, {@link
     *     MonotonicClock#SPIN_ONLY_NS} to spin alone
     * @param cpu processor for the thread; any where empty
     * @param priority SCHED_FIFO priority of the thread; normal scheduling where empty
     */
    public record Plan(long periodNs, long durationNs, long spinNs, OptionalInt cpu, OptionalInt priority) {
        public Plan {
            if (periodNs < 1_000) {
                throw new IllegalArgumentException("periodNs=" + periodNs + " < 1000");
            }
            if (durationNs < periodNs) {
                throw new IllegalArgumentException("durationNs=" + durationNs + " < periodNs=" + periodNs);
            }
        }
    }

    /** Hears of every wake-up as it comes, on the probe's thread. */
    @FunctionalInterface
    public interface Recorder {
        /** A wake-up so long after its deadline; a stall is one, however many deadlines were left out for it. */
        @HotPath
        void wakeUp(long latencyNs);

        /** The warm-up is over: what comes from now on is measured. */
        default void begin() {}
    }

    /**
     * @param wakeUpNs actual minus asked wake-up time; deadlines that a late wake-up made the loop leave out count as met by
     *     that wake-up, so that a stall weighs what it cost (coordinated omission)
     * @param wakeups deadlines that were waited for
     * @param overruns of these, later than one period
     * @param skipped deadlines left out because their successor had passed, too
     * @param cpuShare processor time of the thread over the time it ran
     * @param allocatedBytes on the heap, by the thread, in all cycles together
     * @param runDelayNs how long the thread could have run and was kept off the processor; 0 where the kernel does not say
     * @param stealNs time the host took from the processor the thread was pinned to, else from all together, in units of 10 ms
     */
    public record Result(
            Histogram wakeUpNs,
            long wakeups,
            long overruns,
            long skipped,
            double cpuShare,
            long allocatedBytes,
            long runDelayNs,
            long stealNs) {}

    private WakeupProbe(Plan plan, MonotonicClock clock, Recorder recorder) {
        this.plan = plan;
        this.clock = clock;
        this.recorder = recorder;
    }

    /** Measures; returns when the duration is over. Interrupted, it ends early with what it has and leaves the flag set. */
    public static Result run(Plan plan) {
        return run(plan, latencyNs -> {});
    }

    /**
     * The same.
     *
     * @param recorder hears of the wake-ups of the warm-up, too
     */
    public static Result run(Plan plan, Recorder recorder) {
        WakeupProbe probe = new WakeupProbe(plan, new MonotonicClock(plan.spinNs()), recorder);
        Thread thread = Thread.ofPlatform().name("creance-probe").daemon().start(probe::measure);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
                probe.stopped = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return probe.result;
    }

    private void measure() {
        var _ = Realtime.prepareTickThread(plan.cpu(), plan.priority());
        warmUp();
        recorder.begin();
        long stealBeforeNs = ProcessorTime.stealNs(plan.cpu());
        long delayBeforeNs = ProcessorTime.threadRunDelayNs();
        long cpuBeforeNs = THREADS.getCurrentThreadCpuTime();
        long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
        long startNs = clock.nowNs();
        cycle(startNs, plan.periodNs(), plan.durationNs());
        long wallNs = clock.nowNs() - startNs;
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - bytesBefore;
        long cpuNs = THREADS.getCurrentThreadCpuTime() - cpuBeforeNs;
        result = new Result(
                wakeUpNs,
                wakeups,
                overruns,
                skipped,
                (double) cpuNs / wallNs,
                bytes,
                ProcessorTime.threadRunDelayNs() - delayBeforeNs,
                ProcessorTime.stealNs(plan.cpu()) - stealBeforeNs);
    }

    /** The same code until it is compiled. */
    private void warmUp() {
        MonotonicClock.warmUp(WARM_UP_CALLS);
        WakeupProbe dry = new WakeupProbe(plan, new MonotonicClock(WARM_UP_SPIN_NS), recorder);
        dry.cycle(clock.nowNs(), WARM_UP_PERIOD_NS, WARM_UP_WAITS * WARM_UP_PERIOD_NS);
    }

    @HotPath
    private void cycle(long startNs, long periodNs, long durationNs) {
        dueNs = startNs + periodNs;
        long endNs = startNs + durationNs;
        while (endNs - dueNs >= 0 && !stopped) {
            waitOnce(periodNs);
        }
    }

    // A method of its own, for the loop around it is interpreted: the JVM compiles a loop that runs only after 60 000
    // turns. What is
    // needed right after the wait stands in local variables: fields may have left the cache by then.
    @HotPath
    private void waitOnce(long periodNs) {
        MonotonicClock waiting = clock;
        long deadlineNs = dueNs;
        waiting.sleepUntil(deadlineNs);
        long latencyNs = waiting.nowNs() - deadlineNs;
        recorder.wakeUp(latencyNs);
        wakeups++;
        if (latencyNs > periodNs) {
            overruns++;
        }
        // The newest deadline that has passed is met next, at its phase; those between are left out.
        long omitted = Math.max(0, latencyNs / periodNs - 1);
        record(latencyNs, omitted, periodNs);
        skipped += omitted;
        dueNs = deadlineNs + (1 + omitted) * periodNs;
    }

    @HotPath
    private void record(long latencyNs, long omitted, long periodNs) {
        record(latencyNs);
        long kept = Math.min(omitted, GREATEST_SKIPPED);
        for (long i = 1; i <= kept; i++) {
            record(latencyNs - i * periodNs);
        }
    }

    // Out of range would throw.
    @HotPath
    private void record(long latencyNs) {
        wakeUpNs.recordValue(Math.clamp(latencyNs, 0, GREATEST_NS));
    }
}
