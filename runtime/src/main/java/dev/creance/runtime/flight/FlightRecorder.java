package dev.creance.runtime.flight;

import dev.creance.runtime.Sink;
import dev.creance.runtime.TickRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drains a flight record ring on its own thread and hands every record to the sinks, in order. A sink that throws is
 * detached, closed and reported; the others and the loop go on.
 *
 * <pre>{@code
 * FlightRecorder recorder = new FlightRecorder(ring, List.of(log, metrics, statusLine));
 * recorder.start();
 * LoopResult result = loop.run();
 * recorder.close(result.last()); // drains what is left and closes the sinks
 * if (recorder.failures().isEmpty()) ring.delete(); else ring.close();
 * }</pre>
 */
public final class FlightRecorder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FlightRecorder.class);
    private static final long IDLE_NS = 1_000_000;
    private static final long CLOSE_LIMIT_MS = 60_000;

    private final FlightRing ring;
    private final List<Sink> sinks;
    private final List<SinkFailure> failures = new CopyOnWriteArrayList<>();
    private final TickRecord record;
    private final Thread thread;
    private Optional<TickRecord> last = Optional.empty();
    private volatile boolean closing;

    /**
     * A sink that was detached.
     *
     * @param sink its class
     * @param tick of the record it failed at; −1 where it failed to close
     */
    public record SinkFailure(String sink, long tick, Throwable thrown) {}

    public FlightRecorder(FlightRing ring, List<? extends Sink> sinks) {
        this.ring = ring;
        this.sinks = new ArrayList<>(sinks);
        this.record = ring.schema().newRecord();
        this.thread = Thread.ofPlatform().name("creance-recorder").daemon().unstarted(this::drain);
    }

    public void start() {
        thread.start();
    }

    private void drain() {
        // The look at the flag comes before the look at the ring: what was appended before the close is drained.
        long tick = Long.MIN_VALUE;
        boolean over;
        do {
            over = closing;
            while (ring.peek(record)) {
                tick = record.in.tick;
                handOver(record);
                ring.release();
            }
            if (!over) {
                LockSupport.parkNanos(IDLE_NS);
            }
        } while (!over);
        if (last.isPresent() && last.get().in.tick > tick) {
            handOver(last.get());
        }
        for (Sink sink : sinks) {
            close(sink);
        }
        sinks.clear();
    }

    private void handOver(TickRecord tick) {
        for (int i = 0; i < sinks.size(); i++) {
            Sink sink = sinks.get(i);
            try {
                sink.accept(tick);
            } catch (Throwable thrown) {
                failed(sink, tick.in.tick, thrown);
                sinks.remove(i--);
                close(sink);
            }
        }
    }

    private void close(Sink sink) {
        try {
            sink.close();
        } catch (Throwable thrown) {
            failed(sink, -1, thrown);
        }
    }

    private void failed(Sink sink, long tick, Throwable thrown) {
        String simple = sink.getClass().getSimpleName();
        String name = simple.isEmpty() ? sink.getClass().getName() : simple;
        failures.add(new SinkFailure(name, tick, thrown));
        LOG.warn("{} failed at tick {} and takes no more records; control goes on", name, tick, thrown);
    }

    /** Sinks that failed so far, each at most once for its records and once for its close. */
    public List<SinkFailure> failures() {
        return List.copyOf(failures);
    }

    /**
     * The same, and hands over the last tick where it found the ring full: all sinks hear how it ended.
     *
     * @param lastTick of the writer, recorded or not
     */
    public void close(TickRecord lastTick) {
        last = Optional.of(lastTick);
        close();
    }

    /** Drains what is left, closes the sinks and ends the thread. The writer must be done. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        try {
            thread.join(CLOSE_LIMIT_MS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (thread.isAlive()) {
            String why =
                    interrupted ? "interrupted while draining" : "a sink blocks for over " + CLOSE_LIMIT_MS + " ms";
            failures.add(new SinkFailure("recorder", -1, new IllegalStateException(why)));
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
