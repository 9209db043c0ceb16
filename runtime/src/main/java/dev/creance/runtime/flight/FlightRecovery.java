package dev.creance.runtime.flight;

import dev.creance.runtime.TickRecord;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What a flight record ring still holds after its process has ended. Positions count the records of the run from 0. Records
 * below {@link #drained} were handed to the sinks, which may still have held them in memory: a sink that cannot tell reads
 * from {@link #oldest} and leaves out the ticks it has.
 *
 * <pre>{@code
 * try (FlightRecovery recovery = FlightRing.openForRecovery(path)) {
 *     recovery.forEach(recovery.drained(), log::append);
 * }
 * }</pre>
 */
public final class FlightRecovery implements AutoCloseable {
    private final RingFile file;
    private final long oldest;
    private final long end;
    private final long torn;

    // Judged by the slots alone: after a loss of power the positions in the header may be older than they are.
    FlightRecovery(RingFile file) {
        this.file = file;
        long newest = 0;
        for (long slot = 0; slot < file.slots; slot++) {
            long sequence = file.sequence(slot);
            if (sequence > newest && (sequence - 1) % file.slots == slot && file.isValid(sequence - 1)) {
                newest = sequence;
            }
        }
        end = newest;
        long first = Math.max(0, end - file.slots);
        while (first < end && !file.isValid(first)) {
            first++;
        }
        oldest = first;
        long missing = 0;
        for (long p = Math.max(file.drained(), Math.max(0, end - file.slots));
                p < Math.max(end, file.committed());
                p++) {
            missing += file.isValid(p) ? 0 : 1;
        }
        torn = missing;
    }

    public RecordSchema schema() {
        return file.schema;
    }

    public Path path() {
        return file.path;
    }

    /** Position of the oldest record it still holds. */
    public long oldest() {
        return oldest;
    }

    /** Position of the first record that not every sink had taken. */
    public long drained() {
        return Math.min(file.drained(), end);
    }

    /** Position after the last whole record. */
    public long end() {
        return end;
    }

    /** How many records that were not drained are lost: torn by a loss of power. 0 after {@code kill -9}. */
    public long torn() {
        return torn;
    }

    /** Hands over every whole record from this position on, in order; the record is valid during the call only. */
    public void forEach(long fromPosition, Consumer<TickRecord> reader) {
        TickRecord record = file.schema.newRecord();
        for (long position = Math.max(fromPosition, oldest); position < end; position++) {
            if (file.isValid(position)) {
                file.codec.decode(file.memory, file.payload(position), record);
                reader.accept(record);
            }
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
