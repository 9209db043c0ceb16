package dev.creance.runtime.lateness;

import dev.creance.runtime.Layout;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import dev.creance.runtime.TickRecord;
import dev.creance.runtime.realtime.MonotonicClock;
import dev.creance.runtime.realtime.Realtime;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Ticks at 1 kHz and is held up in a way that is known, long enough to be certain; then prints what it was held up by as the
 * watch saw it: {@code scenario late=N cause=N … phases=…}. For a JVM of its own with the serial collector.
 */
final class StalledLoop {
    private static final long PERIOD_NS = 1_000_000;
    private static final long STALL_NS = 60_000_000;
    // Far longer than the looking thread may have to wait for a processor on a busy machine.
    private static final long WAIT_NS = 600_000_000;
    private static final int TICKS_BEFORE = 500;
    // The watch may itself have waited for a processor; it sees nothing of a thread that has ended.
    private static final int TICKS_AFTER = 500;
    // The watch is up long before, unless the machine is very busy.
    private static final int MOST_TICKS_BEFORE = 20_000;
    private static final int STALLS = 3;
    private static final int FIFO_OF_TICK = 20;
    private static final int FIFO_OF_BURNER = 30;
    private static final int FILE_BYTES = 64 << 20;
    private static final int PAGE = 4096;

    /** How the loop is held up. */
    private interface Stall {
        /** From another thread, once. */
        void strike() throws Exception;

        /** In the tick, once. */
        default void inTick() throws Exception {}
    }

    private StalledLoop() {}

    /** Runs the scenarios named, one after the other. */
    public static void main(String[] scenarios) throws Exception {
        for (String scenario : scenarios) {
            switch (scenario) {
                case "collector" -> run(scenario, false, collector());
                case "safepoint" -> run(scenario, false, safepoint());
                case "stopped" -> run(scenario, false, StalledLoop::stopAndContinue);
                case "burner" -> run(scenario, true, StalledLoop::burn);
                case "faults" -> run(scenario, true, pageFaults());
                case "waiting" -> run(scenario, true, inTick(() -> LockSupport.parkNanos(WAIT_NS)));
                case "own" -> run(scenario, true, ownCode());
                default -> throw new IllegalArgumentException(scenario);
            }
        }
    }

    private static void run(String scenario, boolean urgent, Stall stall) throws Exception {
        LateTickWatch lateTicks = LateTickWatch.begin(PERIOD_NS, _ -> {});
        CountDownLatch ready = new CountDownLatch(1);
        AtomicBoolean over = new AtomicBoolean();
        boolean[] achieved = {true};
        Thread tick = Thread.ofPlatform().start(() -> {
            if (urgent) {
                achieved[0] = Realtime.prepareTickThread(OptionalInt.of(0), OptionalInt.of(FIFO_OF_TICK)).stream()
                        .allMatch(result -> result.achieved());
            }
            lateTicks.watchThisThread();
            tick(lateTicks, ready, over, stall);
        });
        ready.await();
        for (int i = 0; i < STALLS; i++) {
            stall.strike();
            Thread.sleep(STALL_NS / 1_000_000);
        }
        over.set(true);
        tick.join();
        lateTicks.close();
        print(achieved[0] ? scenario : "refused", lateTicks.end());
    }

    private static void tick(LateTickWatch lateTicks, CountDownLatch ready, AtomicBoolean over, Stall stall) {
        Layout layout = new Layout(List.of());
        TickRecord record = new TickRecord(new TickInputs(layout, 0), new TickOutputs(0, layout, 0, 0));
        MonotonicClock clock = new MonotonicClock();
        long phaseNs = clock.nowNs();
        int row = 0;
        boolean struck = false;
        for (long tick = 0, last = Long.MAX_VALUE; tick < last; ) {
            long dueNs = phaseNs + tick * PERIOD_NS;
            clock.sleepUntil(dueNs);
            record.in.tick = tick;
            record.in.scheduledNs = dueNs;
            record.in.nowNs = clock.nowNs();
            record.in.overrunsInARow = row;
            boolean watched = !lateTicks.soFar().visible().isEmpty() || tick > MOST_TICKS_BEFORE;
            if (watched && tick > TICKS_BEFORE && ready.getCount() > 0) {
                ready.countDown();
                strikeInTick(stall);
                struck = true;
            }
            record.tickNs = clock.nowNs() - record.in.nowNs;
            lateTicks.accept(record);
            long endNs = clock.nowNs();
            row = endNs > dueNs + PERIOD_NS ? row + 1 : 0;
            tick = Math.max(tick + 1, Math.floorDiv(endNs - phaseNs, PERIOD_NS));
            if (last == Long.MAX_VALUE && over.get() && struck) {
                last = tick + TICKS_AFTER;
            }
        }
    }

    private static void strikeInTick(Stall stall) {
        try {
            stall.inTick();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void print(String scenario, LateTickReport report) {
        StringBuilder line = new StringBuilder(scenario).append(" late=").append(report.count());
        report.byCause()
                .forEach((cause, ticks) ->
                        line.append(' ').append(cause.key()).append('=').append(ticks));
        line.append(" worst=")
                .append(report.worst().stream()
                        .limit(4)
                        .map(judged -> judged.tick().lostNs() / 1000 + "us:"
                                + judged.tick().phase() + ":" + judged.causes())
                        .toList()
                        .toString()
                        .replace(" ", ""));
        System.out.println(
                line.append(" visible=").append(report.visible().toString().replace(" ", "")));
    }

    /** A heap full of small objects, each of which a full collection looks at. */
    private static Stall collector() {
        List<Object> live = new ArrayList<>();
        for (int i = 0; i < 600_000; i++) {
            live.add(Map.entry(i, new Object[4]));
        }
        return () -> {
            System.gc();
            if (live.isEmpty()) {
                throw new IllegalStateException("kept alive up to here");
            }
        };
    }

    /** Stacks of many threads, deep ones: the JVM walks them all while everything stands. */
    private static Stall safepoint() {
        CountDownLatch deep = new CountDownLatch(100);
        for (int i = 0; i < 100; i++) {
            Thread.ofPlatform().daemon().start(() -> dive(400, deep));
        }
        await(deep);
        return () -> ManagementFactory.getThreadMXBean().dumpAllThreads(true, true);
    }

    private static void dive(int depth, CountDownLatch deep) {
        if (depth > 0) {
            dive(depth - 1, deep);
        } else {
            deep.countDown();
            await(new CountDownLatch(1));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stopAndContinue() throws IOException, InterruptedException {
        long pid = ProcessHandle.current().pid();
        new ProcessBuilder("sh", "-c", "kill -STOP " + pid + "; sleep 0.3; kill -CONT " + pid)
                .start()
                .waitFor();
    }

    /** Takes the tick's processor with a higher priority. */
    private static void burn() throws InterruptedException {
        Thread burner = Thread.ofPlatform().start(() -> {
            Realtime.prepareTickThread(OptionalInt.of(0), OptionalInt.of(FIFO_OF_BURNER));
            long untilNs = System.nanoTime() + STALL_NS;
            while (System.nanoTime() < untilNs) {
                Thread.onSpinWait();
            }
        });
        burner.join();
    }

    /** A file that is mapped and not in memory is touched in the tick, page by page. */
    private static Stall pageFaults() throws IOException {
        Path file = Files.createTempFile("creance-pages", ".bin");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MemorySegment pages = channel.map(FileChannel.MapMode.PRIVATE, 0, FILE_BYTES, Arena.global());
            return inTick(() -> {
                for (long at = 0; at < FILE_BYTES; at += PAGE) {
                    pages.set(ValueLayout.JAVA_BYTE, at, (byte) 1);
                }
            });
        } finally {
            Files.delete(file);
        }
    }

    private static Stall ownCode() {
        return inTick(() -> {
            long untilNs = System.nanoTime() + STALL_NS;
            while (System.nanoTime() < untilNs) {
                Thread.onSpinWait();
            }
        });
    }

    private static Stall inTick(Runnable work) {
        return new Stall() {
            @Override
            public void strike() {}

            @Override
            public void inTick() {
                work.run();
            }
        };
    }
}
