package dev.creance.runtime.counters;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The writing end of a counter file. One thread publishes; it never waits for readers, and makes no garbage. A lock on the file
 * tells others that the writer lives; a clean end deletes the file.
 *
 * <pre>{@code
 * try (CounterFile file = CounterFile.create(folder.resolve("counters"), "crazyflie", CounterLayout.names())) {
 *     file.publish(values);
 * }
 * }</pre>
 *
 * Little-endian; the values are written under a sequence lock (odd while they are being written):
 *
 * <pre>
 *   0 magic "CREANCEC"   8 version (int)   12 count of values (int)   16 offset of values (int)
 *  20 offset of names (int)   24 bytes of names (int)   32 process id (long)   40 started, ns since 1970 (long)
 *  48 robot (64 bytes, UTF-8, padded with zeros)   128 sequence (long)
 * 192 values (long each), then their names, one a line, UTF-8
 * </pre>
 */
public final class CounterFile implements AutoCloseable {
    static final int VERSION = 1;
    static final long MAGIC = 0x4345434e41455243L; // "CREANCEC"
    static final int VERSION_AT = 8;
    static final int COUNT_AT = 12;
    static final int VALUES_OFFSET_AT = 16;
    static final int NAMES_OFFSET_AT = 20;
    static final int NAMES_BYTES_AT = 24;
    static final int PID_AT = 32;
    static final int STARTED_AT = 40;
    static final int ROBOT_AT = 48;
    static final int ROBOT_BYTES = 64;
    static final int SEQUENCE_AT = 128;
    static final int VALUES_AT = 192;
    static final int LOCKED_BYTES = 8;

    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final VarHandle SEQUENCE = LONG.varHandle();

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;
    private final Arena arena;
    private final MemorySegment memory;
    private final int count;
    private long sequence;

    @SuppressWarnings("MustBeClosedChecker") // the arena lives as long as this does: see close
    private CounterFile(Path path, FileChannel channel, byte[] content, int count) throws IOException {
        this.path = path;
        this.channel = channel;
        this.count = count;
        this.lock = channel.tryLock(0, LOCKED_BYTES, false);
        if (lock == null) {
            throw new IOException(path + ": locked by another process");
        }
        this.arena = Arena.ofShared();
        this.memory = channel.map(MapMode.READ_WRITE, 0, content.length, arena);
    }

    /** Makes the file anew; one that is left over is replaced, and whoever still reads that keeps it. */
    public static CounterFile create(Path path, String robot, List<String> names) throws IOException {
        Files.deleteIfExists(path);
        byte[] content = content(robot, names);
        FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            // Written, not only mapped: a store into a hole of a full disk would end the process.
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            return new CounterFile(path, channel, content, names.size());
        } catch (IOException e) {
            channel.close();
            Files.deleteIfExists(path);
            throw e;
        }
    }

    private static byte[] content(String robot, List<String> names) {
        byte[] nameBytes = String.join("\n", names).getBytes(StandardCharsets.UTF_8);
        int namesAt = VALUES_AT + Long.BYTES * names.size();
        byte[] content = new byte[namesAt + nameBytes.length];
        ByteBuffer out = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(0, MAGIC)
                .putInt(VERSION_AT, VERSION)
                .putInt(COUNT_AT, names.size())
                .putInt(VALUES_OFFSET_AT, VALUES_AT)
                .putInt(NAMES_OFFSET_AT, namesAt)
                .putInt(NAMES_BYTES_AT, nameBytes.length)
                .putLong(PID_AT, ProcessHandle.current().pid())
                .putLong(STARTED_AT, System.currentTimeMillis() * 1_000_000);
        byte[] robotBytes = robot.getBytes(StandardCharsets.UTF_8);
        out.put(ROBOT_AT, robotBytes, 0, Math.min(robotBytes.length, ROBOT_BYTES - 1));
        out.put(namesAt, nameBytes);
        return content;
    }

    /** Makes these the values that readers see, all at once. One thread only. */
    public void publish(long[] values) {
        SEQUENCE.setOpaque(memory, (long) SEQUENCE_AT, ++sequence);
        VarHandle.releaseFence(); // no value is seen before the odd sequence is
        MemorySegment.copy(values, 0, memory, LONG, VALUES_AT, count);
        SEQUENCE.setRelease(memory, (long) SEQUENCE_AT, ++sequence);
    }

    /** Ends the writing and deletes the file. */
    @Override
    public void close() {
        arena.close();
        try (channel) {
            Files.deleteIfExists(path);
            lock.release();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
