package dev.creance.runtime.lateness;

import dev.creance.runtime.Sink;
import dev.creance.runtime.TickRecord;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the late ticks of a run in real time and what they coincide with. It listens to the flight record, and looks at kernel
 * and JVM from a thread of its own at normal priority; the tick's thread only says once who it is.
 *
 * <pre>{@code
 * LateTickWatch lateTicks = LateTickWatch.begin(periodNs, warnings); // early: takes a few tenths of a second, beside the caller
 * lateTicks.awaitReady();
 * recorder = new FlightRecorder(ring, List.of(log, lateTicks));
 * …
 * lateTicks.watchThisThread();                                    // first thing on the tick's thread
 * …
 * recorder.close();
 * LateTickReport report = lateTicks.end();
 * }</pre>
 */
public final class LateTickWatch implements Sink {
    private static final Logger LOG = LoggerFactory.getLogger(LateTickWatch.class);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final Path ROOT = Path.of("/");
    private static final Path THIS_THREAD = Path.of("/proc/thread-self");
    private static final long LOOK_NS = 5_000_000;
    private static final int LOOKS_PER_JUDGEMENT = 50;
    private static final long READY_LIMIT_S = 10;
    private static final long END_LIMIT_MS = 5000;

    /** Who is to be watched. */
    private record Watched(String folder, long javaThread) {}

    private final LateTickFinder finder;
    private final Consumer<LateTick> heard;
    private final Judgement judgement = new Judgement();
    private final AtomicReference<Watched> watched = new AtomicReference<>();
    private final CountDownLatch ready = new CountDownLatch(1);
    private final Thread thread;
    private volatile Set<LateCause> visible = EnumSet.noneOf(LateCause.class);
    private volatile boolean ending;

    private LateTickWatch(long tickPeriodNs, Consumer<LateTick> heard) {
        this.heard = heard;
        finder = new LateTickFinder(tickPeriodNs);
        thread = Thread.ofPlatform().name("creance-watch").daemon().unstarted(this::watch);
    }

    /**
     * Starts watching, on a thread of its own.
     *
     * @param heard is told each late tick as soon as it is found, on the recorder's thread; it must not wait
     */
    public static LateTickWatch begin(long tickPeriodNs, Consumer<LateTick> heard) {
        LateTickWatch lateTicks = new LateTickWatch(tickPeriodNs, heard);
        lateTicks.thread.start();
        return lateTicks;
    }

    /** Waits until the JVM is watched, which stops all threads for moments while it is being set up; not for ever. */
    public void awaitReady() {
        try {
            if (!ready.await(READY_LIMIT_S, TimeUnit.SECONDS)) {
                LOG.info("the JVM's flight recorder is slow to start; its first pauses may make ticks late");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** From here on the calling thread's late ticks are looked into. */
    public void watchThisThread() {
        watched.set(new Watched(thisThread(), Thread.currentThread().threadId()));
    }

    /** Its folder below {@code /proc}; one that does not exist where there is no such thing. */
    private static String thisThread() {
        try {
            return Files.readSymbolicLink(THIS_THREAD).toString();
        } catch (IOException | UnsupportedOperationException notLinux) {
            return "unknown";
        }
    }

    @Override
    public void accept(TickRecord record) {
        take(finder.next(record));
    }

    private void take(LateTick late) {
        if (late != null) {
            judgement.late(late);
            heard.accept(late);
        }
    }

    /** Called by the recorder, after the last record. */
    @Override
    public void close() {
        take(finder.last());
    }

    private void watch() {
        Optional<JvmWatch> jvm = startJvmWatch();
        ready.countDown();
        KernelWatch kernel = null;
        try {
            for (long looks = 0; !ending; looks++) {
                long beforeNs = System.nanoTime();
                LockSupport.parkNanos(LOOK_NS);
                long oversleptNs = System.nanoTime() - beforeNs - LOOK_NS;
                Watched subject = watched.get();
                if (subject != null && kernel == null) {
                    kernel = new KernelWatch(
                            ROOT, subject.folder(), thisThread(), () -> THREADS.getThreadCpuTime(subject.javaThread()));
                    jvm.ifPresent(watch -> watch.watch(subject.javaThread()));
                }
                if (kernel != null) {
                    look(kernel, jvm, looks, oversleptNs);
                }
            }
        } finally {
            jvm.ifPresent(JvmWatch::close);
            if (kernel != null) {
                kernel.look(System.nanoTime(), 0, judgement::found);
                kernel.close();
            }
        }
    }

    private void look(KernelWatch kernel, Optional<JvmWatch> jvm, long looks, long oversleptNs) {
        long nowNs = System.nanoTime();
        kernel.look(nowNs, oversleptNs, judgement::found);
        if (looks % LOOKS_PER_JUDGEMENT == 0) {
            jvm.ifPresent(JvmWatch::mark);
            Set<LateCause> seen = kernel.visible();
            jvm.ifPresent(watch -> seen.addAll(watch.visible()));
            visible = seen;
            judgement.judge(Math.min(nowNs, jvm.map(JvmWatch::seenUntilNs).orElse(nowNs)), nowNs);
        }
    }

    private Optional<JvmWatch> startJvmWatch() {
        try {
            return Optional.of(JvmWatch.start(judgement::found));
        } catch (RuntimeException | LinkageError missing) {
            LOG.info("collector pauses and safepoints are not seen: {}", missing.toString());
            return Optional.empty();
        }
    }

    /** What is known so far; the newest seconds are not judged yet. Any thread. */
    public LateTickReport soFar() {
        return judgement.report(visible);
    }

    /** Ends watching, once the recorder is closed, and judges what is left. */
    public LateTickReport end() {
        ending = true;
        LockSupport.unpark(thread);
        try {
            thread.join(END_LIMIT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        judgement.judge(Long.MAX_VALUE, System.nanoTime());
        return soFar();
    }
}
