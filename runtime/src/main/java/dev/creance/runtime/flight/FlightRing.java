package dev.creance.runtime.flight;

import dev.creance.runtime.HotPath;
import dev.creance.runtime.TickRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The record of the newest ticks in a memory-mapped file that outlives the process. One thread appends, wait-free and
 * without allocation; another drains. Where the drain falls a whole ring behind, a record is dropped and counted, and the
 * shield hears of it: the tick never waits.
 *
 * <pre>{@code
 * try (FlightRing ring = FlightRing.create(Path.of("runs/flight.ring"), schema, 64 << 20)) {
 *     ring.append(record);
 * }
 * }</pre>
 *
 * Records survive the end of the process in any form ({@code kill -9} included) the moment {@link #append} returns, and a
 * loss of power as far as the system had written the pages back.
 */
public final class FlightRing implements AutoCloseable {
    final RingFile file;

    // The writer's own:
    private long next;
    private long drainedSeen;
    private final AtomicLong dropped = new AtomicLong();

    // The drain's own:
    private long read;

    private FlightRing(RingFile file) {
        this.file = file;
    }

    /**
     * Makes the file, with its whole space reserved.
     *
     * @param bytes about how large the file becomes
     * @throws IOException that names the file and what to do: it exists, or there is no room for it
     */
    public static FlightRing create(Path path, RecordSchema schema, long bytes) throws IOException {
        return new FlightRing(RingFile.create(path, schema, bytes));
    }

    /**
     * Opens what a process that has ended left behind.
     *
     * @throws IOException where it is no ring, damaged in its header, or its writer still runs
     */
    public static FlightRecovery openForRecovery(Path path) throws IOException {
        return new FlightRecovery(RingFile.open(path));
    }

    public RecordSchema schema() {
        return file.schema;
    }

    public Path path() {
        return file.path;
    }

    /** How many records it holds. */
    public long capacity() {
        return file.slots;
    }

    /** Keeps a record; false where it was dropped because the ring is full. The writer's thread only. */
    @HotPath
    public boolean append(TickRecord record) {
        if (!hasRoom()) {
            dropped.lazySet(dropped.getPlain() + 1);
            return false;
        }
        file.beginSlot(next);
        file.codec.encode(record, file.memory, file.payload(next));
        file.endSlot(next);
        next++;
        file.commit(next);
        return true;
    }

    /** Whether the next record would be kept. The writer's thread only. */
    @HotPath
    public boolean hasRoom() {
        if (next - drainedSeen < file.slots) {
            return true;
        }
        drainedSeen = file.drained();
        return next - drainedSeen < file.slots;
    }

    /** How many records were dropped. */
    @HotPath
    public long dropped() {
        return dropped.get();
    }

    /** How many records were appended and not drained yet. */
    public long backlog() {
        return file.committed() - file.drained();
    }

    /** Decodes the oldest record that is not drained; false where there is none. The drain's thread only. */
    boolean peek(TickRecord recordOut) {
        if (read >= file.committed()) {
            return false;
        }
        file.codec.decode(file.memory, file.payload(read), recordOut);
        return true;
    }

    /** Frees the slot of the record last peeked. The drain's thread only. */
    void release() {
        read++;
        file.drained(read);
    }

    /** Unmaps the file and leaves it where it is. Both threads must be done. */
    @Override
    public void close() {
        file.close();
    }

    /** Closes and deletes the file: its records are in a log that is closed too. */
    public void delete() {
        close();
        try {
            Files.delete(file.path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
