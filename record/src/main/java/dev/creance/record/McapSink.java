package dev.creance.record;

import dev.creance.record.mcap.McapOutput;
import dev.creance.runtime.Sink;
import dev.creance.runtime.TickRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the log of a run. A file that has reached its size is followed by the next one. Where the disk is full, writing
 * stops with a reason and lost ticks are counted; once a second of log time it is tried again, in a new file. {@link #accept}
 * never throws: control and every other sink go on.
 */
public final class McapSink implements Sink {
    /**
     * Where a log goes.
     *
     * @param name of the files, without suffix
     * @param rotateBytes the size at which the next file begins
     */
    public record Settings(Path directory, String name, long rotateBytes) {}

    /**
     * How writing went.
     *
     * @param lostTicks taken but not written
     * @param trouble why ticks were lost, or why the log has no end; empty where there is none
     */
    public record Status(List<Path> files, long ticks, long lostTicks, String trouble) {
        public boolean complete() {
            return lostTicks == 0 && trouble.isEmpty();
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(McapSink.class);
    private static final long RETRY_NS = 1_000_000_000;
    private static final long SYNC_NS = 1_000_000_000;

    private final Settings settings;
    private final LogHeader header;
    private final McapOutput.Opener opener;
    private final LogStream stream;
    private final List<Path> files = new CopyOnWriteArrayList<>();
    private LogPart part;
    private boolean stalled;
    private long retryNs;
    private long nextSyncNs = Long.MIN_VALUE;
    private long lastNs = Long.MIN_VALUE;
    private final Queue<FlightEvent> conclusions = new ConcurrentLinkedQueue<>();
    private final AtomicLong ticks = new AtomicLong();
    private final AtomicLong lostTicks = new AtomicLong();
    private volatile String trouble = "";

    /**
     * Creates the directory and the first file.
     *
     * @throws IOException where the log cannot even begin
     */
    public static McapSink open(Settings settings, LogHeader header) throws IOException {
        return open(settings, header, PolicyNames.UNKNOWN, McapOutput::create);
    }

    /** The same, with what the policies are called that follow and succeed each other. */
    public static McapSink open(Settings settings, LogHeader header, PolicyNames names) throws IOException {
        return open(settings, header, names, McapOutput::create);
    }

    /** With a way of opening files, so that tests can have a small disk. */
    static McapSink open(Settings settings, LogHeader header, McapOutput.Opener opener) throws IOException {
        return open(settings, header, PolicyNames.UNKNOWN, opener);
    }

    private static McapSink open(Settings settings, LogHeader header, PolicyNames names, McapOutput.Opener opener)
            throws IOException {
        Files.createDirectories(settings.directory());
        McapSink sink = new McapSink(settings, header, names, opener);
        sink.part = sink.nextPart();
        return sink;
    }

    private McapSink(Settings settings, LogHeader header, PolicyNames names, McapOutput.Opener opener) {
        this.settings = settings;
        this.header = header;
        this.opener = opener;
        this.stream = new LogStream(header, names);
    }

    @Override
    public void accept(TickRecord record) {
        ticks.incrementAndGet();
        lastNs = record.in.nowNs;
        stream.observe(record);
        if (stalled && record.in.nowNs < retryNs) {
            lostTicks.incrementAndGet();
            return;
        }
        try {
            if (part == null || stalled || part.size() >= settings.rotateBytes()) {
                rotate();
            }
            stream.write(record, part);
            sync(record.in.nowNs);
            stalled = false;
        } catch (IOException failed) {
            lostTicks.incrementAndGet();
            stall(failed, record.in.nowNs);
        }
    }

    private void rotate() throws IOException {
        if (part != null) {
            part.finish();
            part = null;
        }
        part = nextPart();
    }

    private LogPart nextPart() throws IOException {
        Path path = LogFiles.part(settings.directory(), settings.name(), files.size());
        McapOutput output = opener.open(path);
        try {
            LogPart next = LogPart.create(output, header, files.size());
            files.add(path);
            return next;
        } catch (IOException failed) {
            output.close();
            Files.deleteIfExists(path);
            throw failed;
        }
    }

    /** In lockstep a run that lost its power is run again; in real time at most a second of it may be lost. */
    private void sync(long nowNs) throws IOException {
        if (!header.lockstep() && nowNs >= nextSyncNs) {
            part.sync();
            nextSyncNs = nowNs + SYNC_NS;
        }
    }

    private void stall(IOException failed, long nowNs) {
        retryNs = nowNs + RETRY_NS;
        if (!stalled) {
            stalled = true;
            trouble = "the log cannot be written: " + failed.getMessage();
            LOG.warn("{}; control goes on, free some space in {}", trouble, settings.directory());
        }
    }

    /** Adds an event that no tick could tell of, at the end of the log. Any thread, before the close. */
    public void conclude(FlightEvent event) {
        conclusions.add(event);
    }

    /** May be called from any thread. */
    public Status status() {
        return new Status(List.copyOf(files), ticks.get(), lostTicks.get(), trouble);
    }

    @Override
    public void close() {
        if (part == null) {
            return;
        }
        try {
            conclusions.forEach(event -> part.event(event, Math.max(lastNs, event.timeNs())));
            part.finish();
        } catch (IOException failed) {
            trouble = "the log has no end: " + failed.getMessage();
            LOG.warn("{}; 'creance log info' still reads it", trouble);
            abandon();
        }
        part = null;
    }

    private void abandon() {
        try {
            part.abandon();
        } catch (IOException failed) {
            LOG.warn("the log's file could not be closed: {}", failed.getMessage());
        }
    }
}
