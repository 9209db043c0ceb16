package dev.creance.record.mcap;

/**
 * A stretch of a file that holds message records: the content of a chunk, or messages between chunks.
 *
 * @param offset of the chunk record
 * @param start of the first record within
 * @param end behind the last
 * @param crc what the content's CRC-32 should be; 0 for unknown
 */
record Extent(long offset, long start, long end, long crc) {
    /** Reads the head of a chunk; the content may reach past {@code reader}'s end where the chunk is not whole. */
    static Extent ofChunk(long offset, ByteReader reader) throws McapException {
        reader.skip(8 + 8 + 8);
        long crc = reader.u32();
        String compression = reader.string();
        long size = reader.u64();
        if (!compression.isEmpty()) {
            throw new McapException("at byte " + offset + ": a chunk is compressed with " + compression
                    + ", which this reader does not know; uncompressed chunks are read");
        }
        if (size < 0) {
            throw new McapException("at byte " + offset + ": a chunk of " + Long.toUnsignedString(size) + " bytes");
        }
        return new Extent(offset, reader.position(), reader.position() + size, crc);
    }

    /** What is there of a chunk that breaks off; its checksum cannot be known. */
    Extent cutAt(long newEnd) {
        return new Extent(offset, start, Math.min(end, Math.max(start, newEnd)), 0);
    }
}
