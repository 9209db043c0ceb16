package dev.creance.record.mcap;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Writes what follows the data section: data end, summary, summary offsets, footer, magic. */
final class SummaryWriter {
    private final ByteBuilder out;
    private final ByteBuilder offsets = new ByteBuilder(256);
    private final long fileOffset;

    private SummaryWriter(ByteBuilder out, long fileOffset) {
        this.out = out;
        this.fileOffset = fileOffset;
    }

    /**
     * Writes the end of a log.
     *
     * @param fileOffset where the bytes will stand
     * @param dataCrc of everything before
     * @param out must be empty
     */
    static void write(McapIndex index, long fileOffset, long dataCrc, ByteBuilder out) {
        int mark = out.beginRecord(Opcode.DATA_END);
        out.u32(dataCrc);
        out.endRecord(mark);
        new SummaryWriter(out, fileOffset).summary(index);
    }

    private void summary(McapIndex index) {
        int summaryStart = out.size();
        group(Opcode.SCHEMA, List.copyOf(index.schemas.values()), schema -> writeSchema(schema, out));
        group(Opcode.CHANNEL, List.copyOf(index.channels.values()), channel -> writeChannel(channel, out));
        group(Opcode.STATISTICS, List.of(index), this::statistics);
        group(Opcode.CHUNK_INDEX, index.chunks, this::chunk);
        group(Opcode.ATTACHMENT_INDEX, index.attachments, this::attachment);
        group(Opcode.METADATA_INDEX, index.metadata, this::metadata);
        int offsetsStart = out.size();
        out.bytes(offsets.array(), 0, offsets.size());
        out.u8(Opcode.FOOTER).u64(8 + 8 + 4);
        out.u64(fileOffset + summaryStart).u64(fileOffset + offsetsStart);
        out.u32(out.crcFrom(summaryStart)).u64(Opcode.MAGIC);
    }

    private <T> void group(int opcode, List<T> items, Consumer<T> writer) {
        int start = out.size();
        items.forEach(writer);
        if (out.size() > start) {
            int mark = offsets.beginRecord(Opcode.SUMMARY_OFFSET);
            offsets.u8(opcode).u64(fileOffset + start).u64(out.size() - start);
            offsets.endRecord(mark);
        }
    }

    static void writeSchema(McapSchema schema, ByteBuilder out) {
        int mark = out.beginRecord(Opcode.SCHEMA);
        out.u16(schema.id()).string(schema.name()).string(schema.encoding());
        out.u32(schema.data().length).bytes(schema.data());
        out.endRecord(mark);
    }

    static void writeChannel(McapChannel channel, ByteBuilder out) {
        int mark = out.beginRecord(Opcode.CHANNEL);
        out.u16(channel.id()).u16(channel.schemaId());
        out.string(channel.topic()).string(channel.messageEncoding()).map(channel.metadata());
        out.endRecord(mark);
    }

    private void statistics(McapIndex index) {
        int mark = out.beginRecord(Opcode.STATISTICS);
        out.u64(index.messageCount).u16(index.schemas.size()).u32(index.channels.size());
        out.u32(index.attachments.size()).u32(index.metadata.size()).u32(index.chunks.size());
        out.u64(index.startNs).u64(index.endNs);
        writeCounts(index.messageCounts);
        out.endRecord(mark);
    }

    private void writeCounts(Map<Integer, Long> valueByChannel) {
        int sized = out.beginSized();
        valueByChannel.forEach((channelId, value) -> out.u16(channelId).u64(value));
        out.endSized(sized);
    }

    private void chunk(McapIndex.Chunk chunk) {
        int mark = out.beginRecord(Opcode.CHUNK_INDEX);
        out.u64(chunk.startNs()).u64(chunk.endNs()).u64(chunk.offset()).u64(chunk.length());
        writeCounts(chunk.messageIndexOffsets());
        out.u64(chunk.messageIndexLength()).string(chunk.compression());
        out.u64(chunk.storedSize()).u64(chunk.recordsSize());
        out.endRecord(mark);
    }

    private void attachment(McapIndex.Attachment attachment) {
        int mark = out.beginRecord(Opcode.ATTACHMENT_INDEX);
        out.u64(attachment.offset()).u64(attachment.length()).u64(attachment.logTimeNs());
        out.u64(0).u64(attachment.dataSize());
        out.string(attachment.name()).string(attachment.mediaType());
        out.endRecord(mark);
    }

    private void metadata(McapIndex.Metadata metadata) {
        int mark = out.beginRecord(Opcode.METADATA_INDEX);
        out.u64(metadata.offset()).u64(metadata.length()).string(metadata.name());
        out.endRecord(mark);
    }
}
