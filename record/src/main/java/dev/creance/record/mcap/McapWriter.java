package dev.creance.record.mcap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Writes a log as MCAP (https://mcap.dev/spec): uncompressed chunks with checksum and message indexes, and at the end a
 * summary. Whole chunks reach the file as the log goes on, so that a log that breaks off can be read up to there.
 *
 * <p>After an {@link IOException} the file ends with its last whole record, nothing is forgotten, and the same call may be
 * tried again. Not thread-safe.
 */
public final class McapWriter implements AutoCloseable {
    /**
     * When a chunk is complete.
     *
     * @param chunkBytes at this size
     * @param chunkNs at this span of log time
     */
    public record Limits(int chunkBytes, long chunkNs) {
        /** 1 MiB or 0.25 s, whichever comes first. */
        public static final Limits DEFAULT = new Limits(1 << 20, 250_000_000);
    }

    private final McapOutput output;
    private final Limits limits;
    private final McapIndex index;
    private final CRC32 dataCrc;
    private final ChunkBuilder chunk;
    private final ByteBuilder pending = new ByteBuilder(4096);
    private long position;
    private boolean finished;

    private McapWriter(McapOutput output, Limits limits, McapIndex index, CRC32 dataCrc, long position) {
        this.output = output;
        this.limits = limits;
        this.index = index;
        this.dataCrc = dataCrc;
        this.position = position;
        this.chunk = new ChunkBuilder(limits.chunkBytes() + 4096);
    }

    /**
     * Starts a log.
     *
     * @param library what the header calls the writer
     */
    public static McapWriter create(McapOutput output, Limits limits, String library) throws IOException {
        McapWriter writer = new McapWriter(output, limits, new McapIndex(), new CRC32(), 0);
        writer.pending.u64(Opcode.MAGIC);
        int mark = writer.pending.beginRecord(Opcode.HEADER);
        writer.pending.string("").string(library);
        writer.pending.endRecord(mark);
        writer.emit();
        return writer;
    }

    /** Goes on with a log that broke off: cuts what is not whole, keeps every whole message. */
    public static McapWriter resume(Path path, Limits limits) throws IOException {
        CRC32 crc = new CRC32();
        McapIndex index;
        List<McapMessage> salvaged;
        long keepUntil;
        try (McapFile file = McapFile.map(path)) {
            McapScan all = McapScan.of(file, file.size());
            salvaged = all.salvaged();
            keepUntil = all.keepUntil();
            index = McapScan.of(file, keepUntil).index();
            file.updateCrc(crc, 0, keepUntil);
        }
        McapOutput output = McapOutput.append(path);
        try {
            output.truncate(keepUntil);
            McapWriter writer = new McapWriter(output, limits, index, crc, keepUntil);
            salvaged.forEach(writer::message);
            return writer;
        } catch (IOException failed) {
            output.close();
            throw failed;
        }
    }

    /** Bytes in the file so far, the chunk being filled not counted. */
    public long position() {
        return position;
    }

    /** How many bytes the log would have with the chunk being filled. */
    public long size() {
        return position + chunk.size();
    }

    public long messageCount() {
        return index.messageCount;
    }

    public McapSchema addSchema(String name, String encoding, byte[] data) throws IOException {
        McapSchema schema = new McapSchema(index.schemas.size() + 1, name, encoding, data);
        pending.clear();
        SummaryWriter.writeSchema(schema, pending);
        emit();
        index.schemas.put(schema.id(), schema);
        return schema;
    }

    /** @param schema null for messages that describe themselves */
    public McapChannel addChannel(McapSchema schema, String topic, String messageEncoding, Map<String, String> metadata)
            throws IOException {
        int schemaId = schema == null ? 0 : schema.id();
        McapChannel channel = new McapChannel(index.channels.size() + 1, schemaId, topic, messageEncoding, metadata);
        pending.clear();
        SummaryWriter.writeChannel(channel, pending);
        emit();
        index.channels.put(channel.id(), channel);
        return channel;
    }

    public void attachment(McapAttachment attachment) throws IOException {
        pending.clear();
        int mark = pending.beginRecord(Opcode.ATTACHMENT);
        pending.u64(attachment.logTimeNs()).u64(0).string(attachment.name()).string(attachment.mediaType());
        pending.u64(attachment.data().length).bytes(attachment.data());
        pending.u32(pending.crcFrom(mark));
        pending.endRecord(mark);
        long offset = position;
        long length = pending.size();
        emit();
        index.attachments.add(new McapIndex.Attachment(
                offset,
                length,
                attachment.logTimeNs(),
                attachment.data().length,
                attachment.name(),
                attachment.mediaType()));
    }

    public void metadata(McapMetadata metadata) throws IOException {
        pending.clear();
        int mark = pending.beginRecord(Opcode.METADATA);
        pending.string(metadata.name()).map(metadata.entries());
        pending.endRecord(mark);
        long offset = position;
        long length = pending.size();
        emit();
        index.metadata.add(new McapIndex.Metadata(offset, length, metadata.name()));
    }

    /**
     * Completes the chunk where it is due. Call it before the messages of each new log time: those of one log time then share
     * a chunk.
     *
     * @return whether the next message is the first of a chunk
     */
    public boolean completeDueChunk(long logTimeNs) throws IOException {
        boolean due = chunk.size() >= limits.chunkBytes()
                || (!chunk.isEmpty() && logTimeNs - chunk.startNs() >= limits.chunkNs());
        if (due) {
            flush();
        }
        return chunk.isEmpty();
    }

    /** Adds a message to the chunk; writes nothing yet. */
    public void message(McapMessage message) {
        chunk.add(message);
        index.countMessage(message.channelId(), message.logTimeNs());
    }

    /** Completes the chunk. */
    public void flush() throws IOException {
        if (!chunk.isEmpty()) {
            pending.clear();
            McapIndex.Chunk entry = chunk.writeTo(pending, position);
            emit();
            index.chunks.add(entry);
            chunk.clear();
        }
    }

    /** Waits until every whole chunk will survive the loss of power. */
    public void sync() throws IOException {
        output.sync();
    }

    /** Completes the log with summary and footer. */
    public void finish() throws IOException {
        if (!finished) {
            flush();
            pending.clear();
            SummaryWriter.write(index, position, dataCrc.getValue(), pending);
            emit();
            finished = true;
        }
    }

    /** Leaves the log as it is, without a summary. */
    public void abandon() throws IOException {
        finished = true;
        output.close();
    }

    @Override
    public void close() throws IOException {
        try {
            finish();
        } finally {
            output.close();
        }
    }

    private void emit() throws IOException {
        try {
            output.write(pending.toByteBuffer());
        } catch (IOException failed) {
            output.truncate(position);
            throw failed;
        }
        dataCrc.update(pending.array(), 0, pending.size());
        position += pending.size();
    }
}
