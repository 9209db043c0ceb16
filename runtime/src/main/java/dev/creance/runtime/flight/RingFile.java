package dev.creance.runtime.flight;

import dev.creance.runtime.HotPath;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * The mapped file of a flight record ring. Little-endian:
 *
 * <pre>
 *   0 magic "CREANCER"   8 version (int)        12 bytes of a slot (int)   16 slots (long)
 *  24 offset of slot 0 (long)                   32 bytes of the schema (int)
 *  36 CRC-32C of bytes 0 to 35 and the schema (int)
 * 128 committed: records appended so far        256 drained: records every sink has taken
 * 512 schema, then slots from a page boundary
 * </pre>
 *
 * A slot is its sequence (position + 1; 0 while it is being written), a check value over sequence and payload, and the
 * payload. The record at position p lives in slot p mod slots.
 */
final class RingFile implements AutoCloseable {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle ORDERED = LONG.varHandle();

    private static final long MAGIC = 0x5245434e41455243L; // "CREANCER"
    private static final long COMMITTED = 128;
    private static final long DRAINED = 256;
    private static final int SCHEMA = 512;
    private static final int PAGE = 4096;
    private static final int SLOT_HEAD = 16;
    private static final long LEAST_SLOTS = 16;

    final Path path;
    final RecordSchema schema;
    final TickRecordCodec codec;
    final MemorySegment memory;
    final long slots;
    private final int slotBytes;
    private final long firstSlot;
    private final Arena arena;
    private final FileChannel channel;
    private final FileLock lock;

    @SuppressWarnings("MustBeClosedChecker") // the arena lives as long as this does: see close
    private RingFile(Path path, FileChannel channel, RecordSchema schema, Geometry geometry) throws IOException {
        this.path = path;
        this.channel = channel;
        this.schema = schema;
        this.codec = new TickRecordCodec(schema);
        this.slots = geometry.slots;
        this.slotBytes = geometry.slotBytes;
        this.firstSlot = geometry.firstSlot;
        this.lock = lock(path, channel);
        this.arena = Arena.ofShared();
        this.memory = channel.map(MapMode.READ_WRITE, 0, firstSlot + slots * slotBytes, arena);
    }

    private record Geometry(int slotBytes, long slots, long firstSlot) {
        static Geometry of(RecordSchema schema, int schemaBytes, long fileBytes) {
            // Whole cache lines, so that writer and reader never share one between slots.
            int slotBytes = SLOT_HEAD + new TickRecordCodec(schema).size() + 63 & -64;
            long firstSlot = (long) SCHEMA + schemaBytes + PAGE - 1 & -PAGE;
            return new Geometry(slotBytes, (fileBytes - firstSlot) / slotBytes, firstSlot);
        }
    }

    /** Reserves the space on disk, for a store into a hole of a full disk ends the process. */
    static RingFile create(Path path, RecordSchema schema, long bytes) throws IOException {
        byte[] schemaBytes = schema.encode();
        Geometry geometry = Geometry.of(schema, schemaBytes.length, bytes);
        if (geometry.slots < LEAST_SLOTS) {
            throw new IOException(path + ": a ring of " + bytes + " bytes holds " + Math.max(0, geometry.slots)
                    + " records of " + geometry.slotBytes + " bytes, less than " + LEAST_SLOTS
                    + "; raise record.ring");
        }
        FileChannel channel;
        try {
            channel = FileChannel.open(
                    path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new IOException(
                    path + ": holds the record of an earlier run; recover it, then move it away or delete it", e);
        }
        try {
            reserve(channel, geometry.firstSlot + geometry.slots * geometry.slotBytes);
            RingFile file = new RingFile(path, channel, schema, geometry);
            file.writeHeader(schemaBytes);
            return file;
        } catch (IOException e) {
            channel.close();
            Files.deleteIfExists(path);
            throw new IOException(
                    path + ": cannot reserve " + bytes + " bytes for the flight record ring (" + e.getMessage()
                            + "); free space or lower record.ring",
                    e);
        }
    }

    private static void reserve(FileChannel channel, long bytes) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect(1 << 20);
        for (long written = 0; written < bytes; ) {
            zeros.position(0).limit((int) Math.min(zeros.capacity(), bytes - written));
            written += channel.write(zeros, written);
        }
        // Blocks are assigned now, not at the first write-back while the tick thread stores into the same pages.
        channel.force(true);
    }

    private void writeHeader(byte[] schemaBytes) {
        memory.set(INT, 8, TickRecordCodec.VERSION);
        memory.set(INT, 12, slotBytes);
        memory.set(LONG, 16, slots);
        memory.set(LONG, 24, firstSlot);
        memory.set(INT, 32, schemaBytes.length);
        MemorySegment.copy(schemaBytes, 0, memory, ValueLayout.JAVA_BYTE, SCHEMA, schemaBytes.length);
        memory.set(LONG, 0, MAGIC);
        memory.set(INT, 36, headerCheck(memory.asSlice(0, 36).toArray(ValueLayout.JAVA_BYTE), schemaBytes));
    }

    private static int headerCheck(byte[] head, byte[] schemaBytes) {
        CRC32C crc = new CRC32C();
        crc.update(head);
        crc.update(schemaBytes);
        return (int) crc.getValue();
    }

    /** Opens what {@link #create} made, unless its writer still runs. */
    static RingFile open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            ByteBuffer head = read(path, channel, 0, 40);
            int schemaLength = head.getInt(32);
            if (head.getLong(0) != MAGIC || schemaLength < 0 || schemaLength > channel.size() - SCHEMA) {
                throw new IOException(path + ": not a flight record ring");
            }
            if (head.getInt(8) != TickRecordCodec.VERSION) {
                throw new IOException(path + ": a flight record ring of version " + head.getInt(8) + ", not "
                        + TickRecordCodec.VERSION + "; recover it with the Creance that wrote it");
            }
            byte[] schemaBytes = read(path, channel, SCHEMA, schemaLength).array();
            byte[] checked = java.util.Arrays.copyOf(head.array(), 36);
            if (headerCheck(checked, schemaBytes) != head.getInt(36)) {
                throw new IOException(path + ": the header of this flight record ring is damaged");
            }
            RecordSchema schema = RecordSchema.decode(schemaBytes);
            Geometry geometry = new Geometry(head.getInt(12), head.getLong(16), head.getLong(24));
            if (channel.size() < geometry.firstSlot + geometry.slots * geometry.slotBytes) {
                throw new IOException(path + ": this flight record ring was cut short at " + channel.size() + " bytes");
            }
            return new RingFile(path, channel, schema, geometry);
        } catch (IOException | IllegalArgumentException e) {
            channel.close();
            throw e instanceof IOException io ? io : new IOException(path + ": " + e.getMessage(), e);
        }
    }

    private static ByteBuffer read(Path path, FileChannel channel, long offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, offset + buffer.position()) < 0) {
                throw new IOException(path + ": not a flight record ring");
            }
        }
        return buffer;
    }

    private static FileLock lock(Path path, FileChannel channel) throws IOException {
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException ours) {
            // held by this process: as good as held by another
        }
        if (lock == null) {
            throw new IOException(path + ": still being written by a running process; wait for it or end it");
        }
        return lock;
    }

    @HotPath
    long committed() {
        return (long) ORDERED.getAcquire(memory, COMMITTED);
    }

    @HotPath
    void commit(long records) {
        ORDERED.setRelease(memory, COMMITTED, records);
    }

    @HotPath
    long drained() {
        return (long) ORDERED.getAcquire(memory, DRAINED);
    }

    void drained(long records) {
        ORDERED.setRelease(memory, DRAINED, records);
    }

    /** Offset of the payload of the record at this position. */
    @HotPath
    long payload(long position) {
        return slot(position) + SLOT_HEAD;
    }

    @HotPath
    void beginSlot(long position) {
        memory.set(LONG, slot(position), 0L);
        VarHandle.storeStoreFence();
    }

    @HotPath
    void endSlot(long position) {
        long slot = slot(position);
        memory.set(LONG, slot + 8, check(position));
        ORDERED.setRelease(memory, slot, position + 1);
    }

    /** Whether the slot holds the record of this position, whole. */
    boolean isValid(long position) {
        return sequence(position % slots) == position + 1 && memory.get(LONG, slot(position) + 8) == check(position);
    }

    /** The sequence in a slot, 0 for none. */
    long sequence(long slot) {
        return memory.get(LONG, firstSlot + slot * slotBytes);
    }

    @HotPath
    private long slot(long position) {
        return firstSlot + position % slots * slotBytes;
    }

    // Every step is a bijection of the state for a given word and of the word for a given state: a single wrong word is
    // always seen, several with a probability of 1 - 2^-64. A fifth of the cost of CRC-32C through a ByteBuffer.
    @HotPath
    private long check(long position) {
        long at = payload(position);
        long end = at + codec.size();
        long state = (position + 1) * 0x9E3779B97F4A7C15L;
        for (; at < end; at += 8) {
            state = (state ^ memory.get(LONG, at)) * 0xff51afd7ed558ccdL;
            state ^= state >>> 32;
        }
        return state;
    }

    @Override
    public void close() {
        arena.close();
        try (channel) {
            lock.release();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
