package dev.creance.bench;

import dev.creance.runtime.HotPath;
import dev.creance.runtime.realtime.Realtime;
import dev.creance.runtime.realtime.RealtimeResult;
import dev.creance.runtime.realtime.WakeupProbe;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** The runtime's own clock and thread set-up, as the control loop uses them, in the JVM that the launcher starts for a run. */
final class JavaLoop implements Contestant {
    private final boolean spins;

    JavaLoop(boolean spins) {
        this.spins = spins;
    }

    @Override
    public String name() {
        return spins ? "java sleep+spin" : "java sleep";
    }

    @Override
    public Turn run(Slice slice) {
        Latencies latencies = new Latencies(slice.mostTicks());
        WakeupProbe.Plan plan = new WakeupProbe.Plan(
                slice.periodNs(),
                slice.duration().toNanos(),
                spins ? slice.spinNs() : 0,
                OptionalInt.of(slice.cpu()),
                OptionalInt.of(slice.priority()));
        WakeupProbe.Result result = WakeupProbe.run(plan, latencies);
        return new Turn(
                latencies.sample(), result.overruns(), result.skipped(), result.cpuShare(), result.allocatedBytes());
    }

    /** @throws IOException where a thread may not be set up as the contestants' are */
    static void requirePermission(int cpu, int priority) throws IOException, InterruptedException {
        RealtimeSetUp setUp = new RealtimeSetUp(cpu, priority);
        Thread thread = Thread.ofPlatform().name("bench").start(setUp);
        thread.join();
        for (RealtimeResult result : setUp.results) {
            if (!result.achieved()) {
                throw new IOException(result.what() + ": " + result.message());
            }
        }
    }

    private static final class RealtimeSetUp implements Runnable {
        private final int cpu;
        private final int priority;
        private List<RealtimeResult> results = List.of();

        RealtimeSetUp(int cpu, int priority) {
            this.cpu = cpu;
            this.priority = priority;
        }

        @Override
        public void run() {
            results = Realtime.prepareTickThread(OptionalInt.of(cpu), OptionalInt.of(priority));
        }
    }

    private static final class Latencies implements WakeupProbe.Recorder {
        private final long[] ns;
        private int count;

        Latencies(int most) {
            ns = new long[most];
        }

        @Override
        @HotPath
        public void wakeUp(long latencyNs) {
            if (count < ns.length) {
                ns[count++] = latencyNs;
            }
        }

        @Override
        public void begin() {
            count = 0;
        }

        Sample sample() {
            return new Sample(Arrays.copyOf(ns, count));
        }
    }
}
