package dev.creance.record.mcap;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A chunk met by a scan, whole or not, and the message indexes behind it. */
final class ScannedChunk {
    private final McapFile file;
    private final Extent extent;
    private final List<MessageView> messages = new ArrayList<>();
    private final Set<Integer> channelsNotIndexed = new HashSet<>();
    private final SortedMap<Integer, Long> indexOffsets = new TreeMap<>();
    private long indexLength;

    ScannedChunk(McapFile file, Extent extent) {
        this.file = file;
        this.extent = extent;
    }

    Extent extent() {
        return extent;
    }

    List<MessageView> messages() {
        return messages;
    }

    /** Whether every channel with messages in it has its message index. */
    boolean isIndexed() {
        return channelsNotIndexed.isEmpty();
    }

    /** Takes messages, and schemas and channels where a chunk holds them. */
    void read(McapIndex index, List<McapDamage> damages) throws McapException {
        RecordReader inside = file.records(extent.start(), extent.end());
        while (inside.next()) {
            switch (inside.opcode()) {
                case Opcode.SCHEMA -> index.add(McapRecords.schema(inside.content()));
                case Opcode.CHANNEL -> index.add(McapRecords.channel(inside.content()));
                case Opcode.MESSAGE -> {
                    MessageView message = MessageView.of(inside.content());
                    messages.add(message);
                    channelsNotIndexed.add(message.channelId());
                    index.countMessage(message.channelId(), message.logTimeNs());
                }
                default -> {
                    // nothing else belongs into a chunk; skipped
                }
            }
        }
        if (!inside.isAtEnd()) {
            damages.add(McapDamage.malformed(inside.position(), "the rest of this chunk cannot be read"));
        }
    }

    /** Takes the message index that stands in {@code record} and checks each of its entries. */
    void readIndex(RecordReader record, List<McapDamage> damages) throws McapException {
        ByteReader content = record.content();
        int channelId = content.u16();
        long stop = content.beginSized();
        long entries = 0;
        while (content.position() < stop) {
            long logTimeNs = content.u64();
            if (!holds(channelId, logTimeNs, extent.start() + content.u64())) {
                damages.add(McapDamage.malformed(
                        content.position() - 16, "a message index points at no message of its channel and time"));
            }
            entries++;
        }
        long expected = messages.stream()
                .filter(message -> message.channelId() == channelId)
                .count();
        if (entries != expected) {
            damages.add(McapDamage.malformed(
                    record.offset(), "a message index has " + entries + " entries for " + expected + " messages"));
        }
        channelsNotIndexed.remove(channelId);
        indexOffsets.put(channelId, record.offset());
        indexLength += record.length();
    }

    private boolean holds(int channelId, long logTimeNs, long offset) throws McapException {
        if (offset < extent.start() || offset >= extent.end()) {
            return false;
        }
        RecordReader record = file.records(offset, extent.end());
        if (!record.next() || record.opcode() != Opcode.MESSAGE) {
            return false;
        }
        MessageView message = MessageView.of(record.content());
        return message.channelId() == channelId && message.logTimeNs() == logTimeNs;
    }

    McapIndex.Chunk entry() {
        long startNs = 0;
        long endNs = 0;
        for (int i = 0; i < messages.size(); i++) {
            long timeNs = messages.get(i).logTimeNs();
            startNs = i == 0 || Long.compareUnsigned(timeNs, startNs) < 0 ? timeNs : startNs;
            endNs = i == 0 || Long.compareUnsigned(timeNs, endNs) > 0 ? timeNs : endNs;
        }
        long length = extent.end() - extent.offset();
        long size = extent.end() - extent.start();
        return new McapIndex.Chunk(startNs, endNs, extent.offset(), length, indexOffsets, indexLength, "", size, size);
    }

    /** The CRC of the content, where it is not what it should be. */
    void checkCrc(List<McapDamage> damages) {
        long actual = extent.crc() == 0 ? 0 : file.crc(extent.start(), extent.end());
        if (actual != extent.crc()) {
            damages.add(McapDamage.wrongCrc(extent.offset(), "a chunk", actual, extent.crc()));
        }
    }
}
