package dev.creance.bench;

import com.sun.management.ThreadMXBean;
import dev.creance.runtime.Clock;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.realtime.MonotonicClock;
import dev.creance.runtime.realtime.Realtime;
import dev.creance.runtime.realtime.RealtimeResult;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.OptionalInt;

/** The runtime's own clock and thread set-up, as the control loop uses them, in the JVM that the launcher starts for a run. */
final class JavaLoop implements Contestant {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final boolean spins;

    private long[] latencyNs;
    private int ticks;
    private long overruns;
    private long skipped;
    private Turn turn;
    private String refused;

    JavaLoop(boolean spins) {
        this.spins = spins;
    }

    @Override
    public String name() {
        return spins ? "java sleep+spin" : "java sleep";
    }

    @Override
    public Turn run(Slice slice) throws IOException, InterruptedException {
        Clock clock = new MonotonicClock(spins ? slice.spinNs() : 0);
        latencyNs = new long[slice.mostTicks()];
        turn = null;
        refused = null;
        Thread thread = Thread.ofPlatform().name("bench").start(() -> measure(clock, slice));
        thread.join();
        if (turn == null) {
            throw new IOException(name() + ": " + refused);
        }
        return turn;
    }

    private void measure(Clock clock, Slice slice) {
        for (RealtimeResult result :
                Realtime.prepareTickThread(OptionalInt.of(slice.cpu()), OptionalInt.of(slice.priority()))) {
            if (!result.achieved()) {
                refused = result.what() + ": " + result.message();
                return;
            }
        }
        long id = Thread.currentThread().threadId();
        clock.sleepUntil(clock.nowNs() + slice.periodNs());
        long cpuNs = THREADS.getCurrentThreadCpuTime();
        long bytes = THREADS.getThreadAllocatedBytes(id);
        long fromNs = clock.nowNs();
        loop(clock, slice.periodNs(), slice.duration().toNanos());
        long elapsedNs = clock.nowNs() - fromNs;
        bytes = THREADS.getThreadAllocatedBytes(id) - bytes;
        cpuNs = THREADS.getCurrentThreadCpuTime() - cpuNs;
        turn = new Turn(
                new Sample(Arrays.copyOf(latencyNs, ticks)), overruns, skipped, (double) cpuNs / elapsedNs, bytes);
    }

    /** Line by line what src/main/c/loop.c does. */
    @HotPath
    private void loop(Clock clock, long periodNs, long durationNs) {
        ticks = 0;
        overruns = 0;
        skipped = 0;
        long nextNs = clock.nowNs() + periodNs;
        long endNs = nextNs + durationNs;
        while (nextNs - endNs < 0 && ticks < latencyNs.length) {
            clock.sleepUntil(nextNs);
            long lateNs = clock.nowNs() - nextNs;
            latencyNs[ticks++] = lateNs;
            if (lateNs > periodNs) {
                overruns++;
                skipped += lateNs / periodNs;
                nextNs += lateNs / periodNs * periodNs;
            }
            nextNs += periodNs;
        }
    }
}
