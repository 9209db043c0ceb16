package dev.creance.record;

import dev.creance.record.mcap.McapMetadata;
import dev.creance.record.mcap.McapOutput;
import dev.creance.record.mcap.McapReader;
import dev.creance.runtime.TickRecord;
import dev.creance.runtime.flight.FlightRecovery;
import dev.creance.runtime.flight.FlightRing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Completes the logs of runs whose process ended before it could: with the ticks that the flight ring {@code NAME.ring} beside
 * {@code NAME.mcap} still holds, and with summary and footer. A tick that stands in both is taken once.
 */
public final class LogRecovery {
    /** Suffix of a flight ring beside its log. */
    public static final String RING_SUFFIX = ".ring";

    /**
     * A log that was completed.
     *
     * @param log its first file
     * @param ticksFromRing that were not in the log yet
     * @param lastTick the last one of the run; −1 where there was none
     * @param tornTicks that a loss of power has destroyed in the ring
     * @param damages that were found in the log's last file, its break included
     */
    public record Recovered(Path log, long ticksFromRing, long lastTick, long tornTicks, List<LogDamage> damages) {}

    private final Path directory;
    private final String name;
    private LogHeader header;
    private LogStream stream;

    /** The file that is added to; null where the last one is finished and nothing was added. */
    private LogPart part;

    private int nextPart;
    private long lastTick = -1;
    private long ticksFromRing;
    private List<LogDamage> damages = List.of();

    private LogRecovery(Path directory, String name) {
        this.directory = directory;
        this.name = name;
    }

    /**
     * Completes what is not complete in a directory; rings that were emptied into their log are deleted.
     *
     * @throws IOException where the writer of a ring still runs, or a log cannot be read or written
     */
    public static List<Recovered> recover(Path directory) throws IOException {
        List<Recovered> recovered = new ArrayList<>();
        for (String name : names(directory)) {
            LogRecovery recovery = new LogRecovery(directory, name);
            Path ring = directory.resolve(name + RING_SUFFIX);
            if (Files.exists(ring)) {
                recovered.add(recovery.withRing(ring));
            } else if (!recovery.isFinished()) {
                recovered.add(recovery.withoutRing());
            }
        }
        return recovered;
    }

    private static Set<String> names(Path directory) throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.list(directory)) {
            files.map(file -> file.getFileName().toString()).forEach(file -> {
                if (file.endsWith(RING_SUFFIX)) {
                    names.add(file.substring(0, file.length() - RING_SUFFIX.length()));
                } else if (LogFiles.isFirst(file)) {
                    names.add(file.substring(0, file.length() - LogFiles.SUFFIX.length()));
                }
            });
        }
        return names;
    }

    private List<Path> files() {
        Path first = LogFiles.part(directory, name, 0);
        return Files.exists(first) ? LogFiles.series(first) : List.of();
    }

    private boolean isFinished() throws IOException {
        Path last = files().getLast();
        if (holdsNothing(last)) {
            return true;
        }
        try (LogReader log = LogReader.ofPart(last)) {
            return log.finished();
        }
    }

    /** A file that was cut before the first of its messages. */
    private static boolean holdsNothing(Path file) throws IOException {
        if (Files.size(file) < McapReader.LEAST_BYTES) {
            return true;
        }
        try (McapReader reader = McapReader.open(file)) {
            return !reader.finished() && reader.messageCount() == 0;
        }
    }

    private Recovered withRing(Path ring) throws IOException {
        Recovered recovered;
        try (FlightRecovery rest = FlightRing.openForRecovery(ring)) {
            begin(new LogHeader(rest.schema(), false, List.of()));
            long before = lastTick;
            try {
                rest.forEach(rest.oldest(), this::append);
            } catch (UncheckedIOException failed) {
                part.abandon();
                throw failed.getCause();
            }
            recovered = end(before, rest.torn());
        }
        Files.delete(ring);
        return recovered;
    }

    private Recovered withoutRing() throws IOException {
        begin(null);
        return end(lastTick, 0);
    }

    /** Reads what the log's last file holds, and opens it where it is not finished. */
    private void begin(LogHeader ofRing) throws IOException {
        List<Path> files = files();
        if (!files.isEmpty() && holdsNothing(files.getLast())) {
            Files.delete(files.getLast());
            files = files();
        }
        nextPart = files.size();
        if (files.isEmpty()) {
            header = ofRing;
            stream = new LogStream(header, PolicyNames.UNKNOWN);
            return;
        }
        Path last = files.getLast();
        try (LogReader log = LogReader.ofPart(last)) {
            header = log.header();
            stream = new LogStream(header, PolicyNames.UNKNOWN);
            TickRecord record = log.schema().newRecord();
            while (log.next(record)) {
                stream.observe(record);
                lastTick = record.in.tick;
            }
            damages = log.damages();
            if (log.finished()) {
                return;
            }
        }
        part = LogPart.resume(last, header);
    }

    private void append(TickRecord record) {
        if (record.in.tick <= lastTick) {
            return;
        }
        try {
            if (part == null) {
                Path path = LogFiles.part(directory, name, nextPart);
                part = LogPart.create(McapOutput.create(path), header, nextPart);
            }
            stream.observe(record);
            stream.write(record, part);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        lastTick = record.in.tick;
        ticksFromRing++;
    }

    private Recovered end(long lastTickInLog, long tornTicks) throws IOException {
        if (part != null) {
            part.metadata(new McapMetadata(
                    LogMetadata.RECOVERY,
                    Map.of(
                            "last_tick_in_log", Long.toString(lastTickInLog),
                            "ticks_from_ring", Long.toString(ticksFromRing),
                            "last_tick", Long.toString(lastTick))));
            part.finish();
        }
        return new Recovered(LogFiles.part(directory, name, 0), ticksFromRing, lastTick, tornTicks, damages);
    }
}
