package dev.creance.record.mcap;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;

/** A log file mapped for reading. */
final class McapFile implements AutoCloseable {
    private static final ValueLayout.OfLong U64 = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** A {@link java.nio.ByteBuffer} view, which a checksum takes, holds fewer than 2³¹ bytes. */
    private static final long CRC_STRETCH = 1 << 26;

    private final Path path;
    private final Arena arena;
    private final MemorySegment bytes;

    private McapFile(Path path, Arena arena, MemorySegment bytes) {
        this.path = path;
        this.arena = arena;
        this.bytes = bytes;
    }

    /** @throws McapException where the file does not begin as MCAP does */
    @SuppressWarnings("MustBeClosedChecker") // the arena lives until close()
    static McapFile map(Path path) throws IOException {
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            if (bytes.byteSize() < Opcode.MAGIC_BYTES || bytes.get(U64, 0) != Opcode.MAGIC) {
                throw new McapException(path + " is not an MCAP file: it does not begin with 89 4D 43 41 50 30 0D 0A");
            }
            return new McapFile(path, arena, bytes);
        } catch (IOException failed) {
            arena.close();
            throw failed;
        }
    }

    Path path() {
        return path;
    }

    long size() {
        return bytes.byteSize();
    }

    /** Whether the file ends with the magic bytes. */
    boolean endsWithMagic() {
        long at = size() - Opcode.MAGIC_BYTES;
        return at >= Opcode.MAGIC_BYTES && bytes.get(U64, at) == Opcode.MAGIC;
    }

    ByteReader reader(long start, long end) {
        return new ByteReader(bytes, start, end);
    }

    RecordReader records(long start, long end) {
        return new RecordReader(this, start, end);
    }

    long crc(long start, long end) {
        CRC32 crc = new CRC32();
        updateCrc(crc, start, end);
        return crc.getValue();
    }

    void updateCrc(CRC32 crc, long start, long end) {
        for (long at = start; at < end; at += CRC_STRETCH) {
            crc.update(bytes.asSlice(at, Math.min(CRC_STRETCH, end - at)).asByteBuffer());
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
