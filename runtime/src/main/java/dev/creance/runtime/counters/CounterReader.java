package dev.creance.runtime.counters;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The reading end of a counter file, meant for another process than the writer's: there it disturbs nothing, and sees whether
 * the writer lives. (In the writer's own process, closing a reader gives up the writer's lock: so POSIX has it.)
 *
 * <pre>{@code
 * try (CounterReader counters = CounterReader.open(Path.of("runs/flight/counters"))) {
 *     long overruns = counters.read().values().get("overruns");
 * }
 * }</pre>
 */
public final class CounterReader implements AutoCloseable {
    // A writer that lives is done within microseconds, or a few milliseconds where it loses its processor.
    private static final int ATTEMPTS = 1000;

    /**
     * What stood in the file at one time.
     *
     * @param torn the writer ended in the middle of an update, so that some values may be newer than others
     */
    public record Snapshot(Map<String, Long> values, boolean torn) {
        /** The value of this name; −1 where the file has none. */
        public long get(String name) {
            return values.getOrDefault(name, -1L);
        }
    }

    private final FileChannel channel;
    private final Arena arena;
    private final MemorySegment memory;
    private final List<String> names;
    private final int valuesAt;

    private CounterReader(Path path, FileChannel channel, Arena arena) throws IOException {
        this.channel = channel;
        this.arena = arena;
        if (channel.size() < CounterFile.VALUES_AT) {
            throw new IOException(path + ": no counter file");
        }
        memory = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
        if (memory.get(CounterFile.LONG, 0) != CounterFile.MAGIC) {
            throw new IOException(path + ": no counter file");
        }
        int version = memory.get(CounterFile.INT, CounterFile.VERSION_AT);
        if (version != CounterFile.VERSION) {
            throw new IOException(path + ": a counter file of version " + version + ", not " + CounterFile.VERSION
                    + "; read it with the Creance that writes it");
        }
        int count = memory.get(CounterFile.INT, CounterFile.COUNT_AT);
        valuesAt = memory.get(CounterFile.INT, CounterFile.VALUES_OFFSET_AT);
        names = names();
        boolean inside = count > 0
                && valuesAt % Long.BYTES == 0
                && isInside(valuesAt, (long) Long.BYTES * count)
                && names.size() == count;
        if (!inside) {
            throw new IOException(path + ": the header of this counter file is damaged");
        }
    }

    /** @throws IOException that names the file and what is wrong: there is none, or it is of another kind or version */
    @SuppressWarnings("MustBeClosedChecker") // the arena lives as long as the reader does: see close
    public static CounterReader open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        Arena arena = Arena.ofShared();
        try {
            return new CounterReader(path, channel, arena);
        } catch (IOException e) {
            arena.close();
            channel.close();
            throw e;
        }
    }

    private List<String> names() {
        long at = memory.get(CounterFile.INT, CounterFile.NAMES_OFFSET_AT);
        long bytes = memory.get(CounterFile.INT, CounterFile.NAMES_BYTES_AT);
        return isInside(at, bytes) ? List.of(text(at, bytes).split("\n")) : List.of();
    }

    private boolean isInside(long at, long bytes) {
        return at >= 0 && bytes >= 0 && at + bytes <= memory.byteSize();
    }

    private String text(long at, long bytes) {
        return new String(memory.asSlice(at, bytes).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }

    public String robot() {
        String padded = text(CounterFile.ROBOT_AT, CounterFile.ROBOT_BYTES);
        int end = padded.indexOf(0);
        return end < 0 ? padded : padded.substring(0, end);
    }

    /** The writer's process. */
    public long pid() {
        return memory.get(CounterFile.LONG, CounterFile.PID_AT);
    }

    /** When the writer started, ns since 1970. */
    public long startedNs() {
        return memory.get(CounterFile.LONG, CounterFile.STARTED_AT);
    }

    /** Whether the writer still holds its lock: the system takes it from a process that ends, however it ends. */
    public boolean writerLives() throws IOException {
        try (FileLock free = channel.tryLock(0, CounterFile.LOCKED_BYTES, true)) {
            return free == null;
        } catch (OverlappingFileLockException ours) {
            return true;
        }
    }

    /** Values that stood together. */
    public Snapshot read() {
        long[] values = new long[names.size()];
        boolean whole = false;
        for (int i = 0; i < ATTEMPTS && !whole; i++) {
            if (i > 0) {
                Thread.yield();
            }
            whole = readInto(values);
        }
        Map<String, Long> byName = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            byName.put(names.get(i), values[i]);
        }
        return new Snapshot(byName, !whole);
    }

    /** Copies the values; false where the writer was at work meanwhile, so that they may not belong together. */
    boolean readInto(long[] valuesOut) {
        long before = (long) CounterFile.SEQUENCE.getAcquire(memory, (long) CounterFile.SEQUENCE_AT);
        MemorySegment.copy(memory, CounterFile.LONG, valuesAt, valuesOut, 0, valuesOut.length);
        VarHandle.acquireFence(); // no value is read after the second look at the sequence
        long after = (long) CounterFile.SEQUENCE.getOpaque(memory, (long) CounterFile.SEQUENCE_AT);
        return before == after && (before & 1) == 0;
    }

    @Override
    public void close() {
        arena.close();
        try {
            channel.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
