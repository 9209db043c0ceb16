package dev.creance.record;

import dev.creance.record.mcap.McapChannel;
import dev.creance.record.mcap.McapCursor;
import dev.creance.record.mcap.McapDamage;
import dev.creance.record.mcap.McapReader;
import dev.creance.runtime.TickRecord;
import dev.creance.runtime.flight.RecordSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Reads the ticks of a log back, bit for bit, from one file on through those that go on from it. A log that breaks off is
 * read up to its last whole tick. What is wrong in the file is listed in {@link #damages()}, and reading goes on.
 *
 * <pre>{@code
 * try (LogReader log = LogReader.open(Path.of("runs/flight.mcap"))) {
 *     TickRecord record = log.schema().newRecord();
 *     while (log.next(record)) { … }
 * }
 * }</pre>
 */
public final class LogReader implements AutoCloseable {
    /** A place in a file of the log. */
    public record Place(Path file, long offset) {}

    private final List<Path> files;
    private final LogHeader header;
    private final TickCodec codec;
    private final Set<LogDamage> damages = new LinkedHashSet<>();
    private final long startNs;
    private long endNs;
    private long tickCount;
    private boolean finished = true;
    private int part;
    private boolean misfits;
    private McapReader reader;
    private McapCursor cursor;

    private LogReader(List<Path> files) throws IOException {
        this.files = files;
        try (McapReader first = McapReader.open(files.getFirst())) {
            header = LogMetadata.parse(first.metadata(), first.attachments());
            startNs = first.startNs();
        }
        codec = new TickCodec(header.schema(), !header.lockstep());
        for (Path file : files) {
            survey(file);
        }
    }

    /**
     * Opens a log.
     *
     * @param path its first file, or a later one to begin there
     * @throws IOException where it is no flight log, or nothing of it can be read
     */
    public static LogReader open(Path path) throws IOException {
        return new LogReader(LogFiles.series(path));
    }

    /** Only one file, also where others go on from it. */
    static LogReader ofPart(Path path) throws IOException {
        return new LogReader(List.of(path));
    }

    private void survey(Path file) throws IOException {
        try (McapReader survey = McapReader.open(file)) {
            finished &= survey.finished();
            endNs = Math.max(endNs, survey.endNs());
            Optional<McapChannel> ticks = survey.channel(LogPart.TICK);
            tickCount += ticks.isPresent() ? survey.messageCount(ticks.get()) : 0;
            take(survey);
        }
    }

    public List<Path> files() {
        return files;
    }

    public LogHeader header() {
        return header;
    }

    public RecordSchema schema() {
        return header.schema();
    }

    /** Log time of the first message, ns. */
    public long startNs() {
        return startNs;
    }

    /** Log time of the last message, ns. */
    public long endNs() {
        return endNs;
    }

    public long tickCount() {
        return tickCount;
    }

    /** Whether every file has its summary and footer: the run ended in order, or was recovered. */
    public boolean finished() {
        return finished;
    }

    /** What has been found wrong up to the tick that was read last. */
    public List<LogDamage> damages() {
        if (reader != null) {
            take(reader);
        }
        return List.copyOf(damages);
    }

    private void take(McapReader source) {
        source.damages().forEach(damage -> damages.add(new LogDamage(source.path(), damage)));
    }

    /**
     * Reads the next tick.
     *
     * @param recordOut holds the tick before it, as the last call left it
     * @return false at the end of the log
     */
    public boolean next(TickRecord recordOut) throws IOException {
        while (true) {
            if (cursor == null && !openNext()) {
                return false;
            }
            if (!cursor.next()) {
                closePart();
            } else if (read(recordOut)) {
                return true;
            }
        }
    }

    /** A stretch of ticks that cannot be read, as in a log of a later version, is noted once, at its first. */
    private boolean read(TickRecord recordOut) {
        try {
            codec.read(cursor.data(), recordOut);
            misfits = false;
        } catch (IOException malformed) {
            if (!misfits) {
                String what = "ticks from here on do not fit the schema: " + malformed.getMessage();
                damages.add(new LogDamage(
                        reader.path(), new McapDamage(McapDamage.Kind.MALFORMED, cursor.dataOffset(), what)));
            }
            misfits = true;
        }
        return !misfits;
    }

    private boolean openNext() throws IOException {
        if (part == files.size()) {
            return false;
        }
        reader = McapReader.open(files.get(part++));
        cursor = reader.cursor(LogPart.TICK);
        return true;
    }

    private void closePart() {
        take(reader);
        reader.close();
        reader = null;
        cursor = null;
    }

    /**
     * Where a field of a tick stands, for example {@code locate(1200, "sensors", "position_x")}. Reads on from the tick that
     * was read last.
     *
     * @return empty where there is no such tick, or the field is not in it: sensors stand only where they are fresh
     */
    public Optional<Place> locate(long tick, String... path) throws IOException {
        TickRecord record = schema().newRecord();
        while (next(record)) {
            if (record.in.tick == tick) {
                OptionalInt inside = codec.find(cursor.data(), path);
                return inside.isPresent()
                        ? Optional.of(new Place(reader.path(), cursor.dataOffset() + inside.getAsInt()))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        if (reader != null) {
            closePart();
        }
    }
}
