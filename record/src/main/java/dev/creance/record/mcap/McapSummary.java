package dev.creance.record.mcap;

import java.util.List;
import java.util.Optional;

/** Reads the summary of a finished log. */
final class McapSummary {
    private McapSummary() {}

    /** Empty where the log is not finished, has no summary, or has a broken one; then {@code damagesOut} says so. */
    static Optional<McapIndex> read(McapFile file, List<McapDamage> damagesOut) {
        long footer = file.size() - Opcode.MAGIC_BYTES - Opcode.FOOTER_BYTES;
        if (!file.endsWithMagic() || footer < Opcode.MAGIC_BYTES) {
            return Optional.empty();
        }
        try {
            return readAt(file, footer, damagesOut);
        } catch (McapException malformed) {
            damagesOut.add(McapDamage.malformed(footer, malformed.getMessage()));
            return Optional.empty();
        }
    }

    private static Optional<McapIndex> readAt(McapFile file, long footer, List<McapDamage> damagesOut)
            throws McapException {
        ByteReader reader = file.reader(footer, file.size());
        if (reader.u8() != Opcode.FOOTER || reader.u64() != Opcode.FOOTER_BYTES - Opcode.PREFIX_BYTES) {
            throw new McapException("a footer should stand here");
        }
        long summaryStart = reader.u64();
        reader.skip(8);
        long crcAt = reader.position();
        long expected = reader.u32();
        if (summaryStart < Opcode.MAGIC_BYTES || summaryStart > footer) {
            return Optional.empty();
        }
        long actual = expected == 0 ? 0 : file.crc(summaryStart, crcAt);
        if (actual != expected) {
            damagesOut.add(McapDamage.wrongCrc(summaryStart, "the summary", actual, expected));
            return Optional.empty();
        }
        return Optional.of(index(file.records(summaryStart, footer)));
    }

    private static McapIndex index(RecordReader records) throws McapException {
        McapIndex index = new McapIndex();
        while (records.next()) {
            ByteReader content = records.content();
            switch (records.opcode()) {
                case Opcode.SCHEMA -> index.add(McapRecords.schema(content));
                case Opcode.CHANNEL -> index.add(McapRecords.channel(content));
                case Opcode.STATISTICS -> McapRecords.statisticsInto(index, content);
                case Opcode.CHUNK_INDEX -> index.chunks.add(McapRecords.chunkIndex(content));
                case Opcode.ATTACHMENT_INDEX -> index.attachments.add(McapRecords.attachmentIndex(content));
                case Opcode.METADATA_INDEX -> index.metadata.add(McapRecords.metadataIndex(content));
                default -> {
                    // summary offsets, and records of a later version
                }
            }
        }
        if (!records.isAtEnd()) {
            throw new McapException("a record of the summary is not whole");
        }
        return index;
    }
}
