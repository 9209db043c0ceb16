package dev.creance.record.mcap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads a log: a finished one by its summary, any other by a scan up to its last whole record. Checksums are verified as
 * chunks are entered; a wrong one is noted in {@link #damages()}, and reading goes on. Not thread-safe.
 */
public final class McapReader implements AutoCloseable {
    /** A file that is shorter does not even hold the magic bytes at its start. */
    public static final int LEAST_BYTES = Opcode.MAGIC_BYTES;

    private final McapFile file;
    private final boolean finished;
    private final McapIndex index;
    private final List<Extent> extents;
    private final Set<McapDamage> damages = new LinkedHashSet<>();

    private McapReader(McapFile file, boolean finished, McapIndex index, List<Extent> extents) {
        this.file = file;
        this.finished = finished;
        this.index = index;
        this.extents = extents;
    }

    /** By the summary where there is a sound one, else by a scan. */
    public static McapReader open(Path path) throws IOException {
        McapFile file = McapFile.map(path);
        List<McapDamage> found = new ArrayList<>();
        Optional<McapIndex> summary = McapSummary.read(file, found);
        McapReader reader =
                summary.isPresent() ? new McapReader(file, true, summary.get(), new ArrayList<>()) : scanned(file);
        reader.damages.addAll(found);
        if (summary.isPresent()) {
            reader.locateChunks();
        }
        return reader;
    }

    /** From front to back, verifying every checksum of the data section, whatever the summary says. */
    public static McapReader scan(Path path) throws IOException {
        McapFile file = McapFile.map(path);
        List<McapDamage> found = new ArrayList<>();
        McapSummary.read(file, found);
        McapReader reader = scanned(file);
        reader.damages.addAll(found);
        return reader;
    }

    private static McapReader scanned(McapFile file) {
        McapScan scan = McapScan.of(file, file.size());
        boolean finished = scan.ended() && file.endsWithMagic();
        McapReader reader = new McapReader(file, finished, scan.index(), scan.extents());
        reader.damages.addAll(scan.damages());
        if (scan.ended() && !finished) {
            reader.note(new McapDamage(
                    McapDamage.Kind.BREAKS_OFF, file.size(), "the log breaks off in its summary; its data is whole"));
        }
        return reader;
    }

    private void locateChunks() {
        for (McapIndex.Chunk chunk : index.chunks) {
            try {
                ByteReader reader = file.reader(chunk.offset(), chunk.offset() + chunk.length());
                if (reader.u8() != Opcode.CHUNK) {
                    throw new McapException("the summary points at a chunk that is not there");
                }
                reader.skip(8);
                Extent extent = Extent.ofChunk(chunk.offset(), reader);
                reader.skip(extent.end() - extent.start());
                extents.add(extent);
            } catch (McapException malformed) {
                note(McapDamage.malformed(chunk.offset(), malformed.getMessage()));
            }
        }
    }

    public Path path() {
        return file.path();
    }

    /** Whether the log was finished: its data section, its summary and its footer are whole. */
    public boolean finished() {
        return finished;
    }

    /** What has been found wrong so far; grows as chunks are read. */
    public List<McapDamage> damages() {
        return List.copyOf(damages);
    }

    public Collection<McapSchema> schemas() {
        return index.schemas.values();
    }

    public Collection<McapChannel> channels() {
        return index.channels.values();
    }

    public Optional<McapChannel> channel(String topic) {
        return index.channels.values().stream()
                .filter(channel -> channel.topic().equals(topic))
                .findFirst();
    }

    public long messageCount() {
        return index.messageCount;
    }

    public long messageCount(McapChannel channel) {
        return index.messageCounts.getOrDefault(channel.id(), 0L);
    }

    public int chunkCount() {
        return index.chunks.size();
    }

    /** Earliest log time; 0 where there are no messages. */
    public long startNs() {
        return index.startNs;
    }

    public long endNs() {
        return index.endNs;
    }

    public List<McapAttachment> attachments() throws McapException {
        List<McapAttachment> attachments = new ArrayList<>();
        for (McapIndex.Attachment entry : index.attachments) {
            attachments.add(McapRecords.attachment(content(entry.offset(), entry.length(), Opcode.ATTACHMENT)));
        }
        return attachments;
    }

    public List<McapMetadata> metadata() throws McapException {
        List<McapMetadata> all = new ArrayList<>();
        for (McapIndex.Metadata entry : index.metadata) {
            all.add(McapRecords.metadata(content(entry.offset(), entry.length(), Opcode.METADATA)));
        }
        return all;
    }

    private ByteReader content(long offset, long length, int opcode) throws McapException {
        ByteReader reader = file.reader(offset, length < 0 ? offset : offset + length);
        if (offset < 0 || reader.u8() != opcode) {
            throw new McapException("at byte " + offset + ": the summary points at a record that is not there");
        }
        reader.skip(8);
        return reader;
    }

    /** All messages on these topics. */
    public McapCursor cursor(String... topics) {
        return cursor(0, -1L, topics);
    }

    /** The messages on these topics in the chunks that hold log times from {@code fromNs} to {@code toNs} (unsigned). */
    public McapCursor cursor(long fromNs, long toNs, String... topics) {
        Set<Integer> channelIds = new HashSet<>();
        for (String topic : topics) {
            channel(topic).ifPresent(channel -> channelIds.add(channel.id()));
        }
        Set<Long> skipped = new HashSet<>();
        for (McapIndex.Chunk chunk : index.chunks) {
            boolean overlaps = Long.compareUnsigned(chunk.startNs(), toNs) <= 0
                    && Long.compareUnsigned(chunk.endNs(), fromNs) >= 0;
            boolean indexed = !chunk.messageIndexOffsets().isEmpty();
            boolean holds = chunk.messageIndexOffsets().keySet().stream().anyMatch(channelIds::contains);
            if (!overlaps || (indexed && !holds)) {
                skipped.add(chunk.offset());
            }
        }
        return new McapCursor(
                this,
                channelIds,
                extents.stream()
                        .filter(extent -> !skipped.contains(extent.offset()))
                        .iterator());
    }

    /** Where the data of the message with this topic and log time stands, from the start of the file. */
    public OptionalLong messageOffset(String topic, long logTimeNs) {
        McapCursor cursor = cursor(logTimeNs, logTimeNs, topic);
        while (cursor.next()) {
            if (cursor.logTimeNs() == logTimeNs) {
                return OptionalLong.of(cursor.dataOffset());
            }
        }
        return OptionalLong.empty();
    }

    RecordReader enter(Extent extent) {
        long actual = extent.crc() == 0 ? 0 : file.crc(extent.start(), extent.end());
        if (actual != extent.crc()) {
            note(McapDamage.wrongCrc(extent.offset(), "a chunk", actual, extent.crc()));
        }
        return file.records(extent.start(), extent.end());
    }

    void leave(RecordReader records) {
        if (!records.isAtEnd()) {
            note(McapDamage.malformed(records.position(), "the rest of this chunk cannot be read"));
        }
    }

    void note(McapDamage damage) {
        damages.add(damage);
    }

    McapMessage copy(MessageView message) throws McapException {
        return message.copy(file);
    }

    @Override
    public void close() {
        file.close();
    }
}
