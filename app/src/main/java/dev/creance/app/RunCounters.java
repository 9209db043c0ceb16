package dev.creance.app;

import com.sun.management.ThreadMXBean;
import dev.creance.fleet.TelemetryReport;
import dev.creance.fleet.TelemetrySink;
import dev.creance.record.FlightMetrics;
import dev.creance.runtime.DeviceStatus;
import dev.creance.runtime.Sink;
import dev.creance.runtime.TickRecord;
import dev.creance.runtime.counters.Counter;
import dev.creance.runtime.counters.CounterFile;
import dev.creance.runtime.counters.CounterLayout;
import dev.creance.runtime.flight.FlightRing;
import dev.creance.runtime.lateness.LateTickReport;
import dev.creance.runtime.lateness.LateTickWatch;
import dev.creance.runtime.loop.ControlLoop;
import dev.creance.runtime.loop.Latencies;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps the counter file of a run up to date, ten times a second, on a thread of its own: a recorder that hangs on its disk, or
 * a tick that hangs, is seen from outside by its figures standing still beside a file that is fresh.
 */
final class RunCounters implements Sink {
    /** Where figures come from that are not in the records. */
    record Sources(FlightMetrics metrics, Latencies latencies, FlightRing ring, Optional<TelemetrySink> telemetry) {}

    private static final long PUBLISH_NS = 100_000_000;
    // Percentiles take about a millisecond to find.
    private static final int PUBLICATIONS_PER_LATENCIES = 5;
    private static final long CLOSE_LIMIT_MS = 2000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long NONE = -1;

    private final CounterFile file;
    private final Sources sources;
    private final LateTickWatch lateTicks;
    private final Thread publisher;
    private final Object lock = new Object();
    private final long[] latest = new long[CounterLayout.size()]; // under the lock
    private long firstNs = Long.MIN_VALUE;
    private long lastTick;
    private volatile long tickThread = NONE;
    private volatile boolean closing;

    // The publisher's own:
    private final long[] published = new long[CounterLayout.size()];
    private final long[] slow = new long[CounterLayout.size()];
    private long bytesAtWarm = NONE;

    private RunCounters(CounterFile file, long tickPeriodNs, Sources sources, LateTickWatch lateTicks) {
        this.file = file;
        this.sources = sources;
        this.lateTicks = lateTicks;
        latest[CounterLayout.at(Counter.TICK_PERIOD)] = tickPeriodNs;
        latest[CounterLayout.at(Counter.LINK_AGE)] = NONE;
        publisher = Thread.ofPlatform().name("creance-counters").daemon().unstarted(this::publish);
    }

    static RunCounters open(Path path, String robot, long tickPeriodNs, Sources sources, LateTickWatch lateTicks)
            throws IOException {
        CounterFile file = CounterFile.create(path, robot, CounterLayout.names());
        RunCounters counters = new RunCounters(file, tickPeriodNs, sources, lateTicks);
        counters.publisher.start();
        return counters;
    }

    /** Whose allocation is counted. */
    void tickThread(long threadId) {
        tickThread = threadId;
    }

    @Override
    public void accept(TickRecord record) {
        synchronized (lock) {
            boolean first = firstNs == Long.MIN_VALUE;
            firstNs = first ? record.in.nowNs : firstNs;
            latest[CounterLayout.at(Counter.TICKS)]++;
            latest[CounterLayout.at(Counter.OVERRUNS)] += record.in.overrunsInARow > 0 ? 1 : 0;
            // Ticks that ran and were dropped are counted elsewhere; a gap holds both kinds.
            long dropped = record.in.droppedRecords - latest[CounterLayout.at(Counter.DROPPED_RECORDS)];
            long gap = first ? 0 : record.in.tick - lastTick - 1;
            latest[CounterLayout.at(Counter.SKIPPED_TICKS)] += Math.max(0, gap - dropped);
            latest[CounterLayout.at(Counter.DROPPED_RECORDS)] = record.in.droppedRecords;
            lastTick = record.in.tick;
            latest[CounterLayout.at(Counter.TICK)] = record.in.tick;
            latest[CounterLayout.at(Counter.RUNNING)] = record.in.nowNs - firstNs;
            latest[CounterLayout.at(Counter.STATE)] = record.out.decision.state.ordinal();
            latest[CounterLayout.at(Counter.SOURCE)] = record.out.decision.source.ordinal();
            latest[CounterLayout.at(Counter.INTERVENTIONS)] = sources.metrics().interventions();
            takeLink(record.in.device, record.in.nowNs);
        }
    }

    private void takeLink(DeviceStatus device, long nowNs) {
        latest[CounterLayout.at(Counter.LINK_AGE)] =
                device.lastReceiptNs == Long.MIN_VALUE ? NONE : Math.max(0, nowNs - device.lastReceiptNs);
        latest[CounterLayout.at(Counter.REJECTED_FRAMES)] = device.rejectedFrames;
        latest[CounterLayout.at(Counter.MISSED_FRAMES)] = device.missedFrames;
        latest[CounterLayout.at(Counter.ROUND_TRIP)] = device.roundTripNs;
    }

    private void publish() {
        try {
            for (long i = 0; !closing; i++) {
                if (i % PUBLICATIONS_PER_LATENCIES == 0) {
                    takeSlowOnes();
                }
                publishOnce();
                LockSupport.parkNanos(PUBLISH_NS);
            }
            takeSlowOnes();
            publishOnce();
        } finally {
            file.close();
        }
    }

    private void takeSlowOnes() {
        for (Latencies.Kind kind : Latencies.Kind.values()) {
            sources.latencies().soFar(kind, slow, CounterLayout.at(kind));
        }
        LateTickReport report = lateTicks.soFar();
        slow[CounterLayout.at(Counter.LATE_TICKS)] = report.count();
        report.byCause().forEach((cause, ticks) -> slow[CounterLayout.at(cause)] = ticks);
        slow[CounterLayout.at(Counter.TELEMETRY)] = sources.telemetry()
                .map(TelemetrySink::report)
                .map(TelemetryReport::health)
                .map(Enum::ordinal)
                .orElse((int) NONE);
    }

    private void publishOnce() {
        System.arraycopy(slow, 0, published, 0, published.length);
        synchronized (lock) {
            for (Counter counter : Counter.values()) {
                boolean taken = counter != Counter.LATE_TICKS && counter != Counter.TELEMETRY;
                if (taken) {
                    published[CounterLayout.at(counter)] = latest[CounterLayout.at(counter)];
                }
            }
        }
        published[CounterLayout.at(Counter.UPDATED)] = System.nanoTime();
        published[CounterLayout.at(Counter.RING_BACKLOG)] = sources.ring().backlog();
        published[CounterLayout.at(Counter.RING_CAPACITY)] = sources.ring().capacity();
        published[CounterLayout.at(Counter.ALLOCATED)] = allocated(published[CounterLayout.at(Counter.RUNNING)]);
        file.publish(published);
    }

    private long allocated(long runningNs) {
        if (tickThread == NONE || runningNs < ControlLoop.WARM_UP_NS) {
            return NONE;
        }
        long bytes = THREADS.getThreadAllocatedBytes(tickThread);
        if (bytesAtWarm == NONE) {
            bytesAtWarm = bytes;
        }
        return Math.max(0, bytes - bytesAtWarm); // a thread that has ended has no count
    }

    /** Called by the recorder, after the last record and before the ring is closed. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(publisher);
        try {
            publisher.join(CLOSE_LIMIT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
