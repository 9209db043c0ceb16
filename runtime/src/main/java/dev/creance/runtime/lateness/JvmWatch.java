package dev.creance.runtime.lateness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the JVM did to its threads, from its own flight recorder: collector pauses, safepoints, and compiled code of one thread
 * that was thrown away. Events arrive about a second after they happened. Starting takes a few tenths of a second and stops all
 * threads for moments: start it before anything has deadlines.
 */
final class JvmWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JvmWatch.class);
    private static final long NS_PER_S = 1_000_000_000L;
    private static final long MOST_BYTES_ON_DISK = 32 << 20;
    private static final int MOST_OPEN_SAFEPOINTS = 64;
    private static final String CLOCK_MARK = "dev.creance.ClockMark";

    /** Tells how the recorder's clock stands to CLOCK_MONOTONIC, and up to when all events have been seen. */
    @Name(CLOCK_MARK)
    @StackTrace(false)
    private static final class ClockMark extends Event {
        // Read by the recorder alone, by its name.
        @SuppressWarnings("UnusedVariable")
        private final long nanoTime;

        ClockMark(long nanoTime) {
            this.nanoTime = nanoTime;
        }
    }

    private final Consumer<Evidence> found;
    private final RecordingStream stream;
    private final Map<Long, Long> begunNs = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
            return size() > MOST_OPEN_SAFEPOINTS;
        }
    };
    private long offsetNs =
            Instant.now().getEpochSecond() * NS_PER_S + Instant.now().getNano() - System.nanoTime();
    private volatile long watchedThread = -1;
    private volatile long seenUntilNs = Long.MIN_VALUE;

    private JvmWatch(Consumer<Evidence> found) {
        this.found = found;
        this.stream = new RecordingStream();
    }

    /** @throws LinkageError | RuntimeException where this JVM has no flight recorder, or cannot start it */
    static JvmWatch start(Consumer<Evidence> found) {
        JvmWatch watch = new JvmWatch(found);
        try {
            watch.subscribe();
            watch.stream.startAsync();
            return watch;
        } catch (RuntimeException | LinkageError e) {
            watch.stream.close();
            throw e;
        }
    }

    private void subscribe() {
        stream.setReuse(true);
        stream.setMaxSize(MOST_BYTES_ON_DISK);
        stream.enable(ClockMark.class);
        stream.enable("jdk.GCPhasePause").withoutThreshold();
        stream.enable("jdk.SafepointBegin").withoutThreshold().withoutStackTrace();
        stream.enable("jdk.SafepointEnd").withoutThreshold().withoutStackTrace();
        stream.enable("jdk.Deoptimization").withoutStackTrace();
        stream.onEvent(CLOCK_MARK, this::mark);
        stream.onEvent("jdk.GCPhasePause", event -> timed(LateCause.GC_PAUSE, startNs(event), endNs(event)));
        stream.onEvent("jdk.SafepointBegin", event -> begunNs.put(event.getLong("safepointId"), startNs(event)));
        stream.onEvent("jdk.SafepointEnd", this::safepointEnds);
        stream.onEvent("jdk.Deoptimization", this::deoptimised);
    }

    private void mark(RecordedEvent event) {
        long nanoTime = event.getLong("nanoTime");
        offsetNs = epochNs(event.getStartTime()) - nanoTime;
        seenUntilNs = nanoTime;
    }

    private void safepointEnds(RecordedEvent event) {
        Long fromNs = begunNs.remove(event.getLong("safepointId"));
        if (fromNs != null) {
            timed(LateCause.SAFEPOINT, fromNs, endNs(event));
        }
    }

    private void deoptimised(RecordedEvent event) {
        RecordedThread thread = event.getThread();
        if (thread != null && thread.getJavaThreadId() == watchedThread) {
            found.accept(new Evidence(LateCause.DEOPTIMISATION, startNs(event), startNs(event), 1));
        }
    }

    private void timed(LateCause cause, long fromNs, long toNs) {
        found.accept(new Evidence(cause, fromNs, toNs, Math.max(0, toNs - fromNs)));
    }

    private long startNs(RecordedEvent event) {
        return epochNs(event.getStartTime()) - offsetNs;
    }

    private long endNs(RecordedEvent event) {
        return epochNs(event.getEndTime()) - offsetNs;
    }

    private static long epochNs(Instant time) {
        return time.getEpochSecond() * NS_PER_S + time.getNano();
    }

    /** The Java thread whose deoptimisations count. */
    void watch(long threadId) {
        watchedThread = threadId;
    }

    /** Leaves a mark in the stream of events: once it comes back, all events before it have been seen. */
    void mark() {
        new ClockMark(System.nanoTime()).commit();
    }

    /** Every event up to this time has been handed over. */
    long seenUntilNs() {
        return seenUntilNs;
    }

    Set<LateCause> visible() {
        return EnumSet.of(LateCause.GC_PAUSE, LateCause.SAFEPOINT, LateCause.DEOPTIMISATION);
    }

    /** Hands over what is left and ends; takes some tenths of a second. */
    @Override
    public void close() {
        stream.stop();
        stream.close();
        deleteRepository();
    }

    /** The recorder's folder, which is empty now; the JVM itself deletes it only where it exits by way of its hooks. */
    private static void deleteRepository() {
        String name = "[0-9_]+_" + ProcessHandle.current().pid();
        try (Stream<Path> folders = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            for (Path folder : folders.filter(
                            path -> path.getFileName().toString().matches(name))
                    .toList()) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException stillInUse) {
            LOG.debug("the JVM's flight recorder leaves its folder: {}", stillInUse.toString());
        }
    }
}
