package dev.creance.record.mcap;

import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the content of each type of record; see the tables of the specification. */
final class McapRecords {
    private McapRecords() {}

    static McapSchema schema(ByteReader content) throws McapException {
        return new McapSchema(content.u16(), content.string(), content.string(), content.bytes(content.u32()));
    }

    static McapChannel channel(ByteReader content) throws McapException {
        return new McapChannel(content.u16(), content.u16(), content.string(), content.string(), content.map());
    }

    static McapMetadata metadata(ByteReader content) throws McapException {
        return new McapMetadata(content.string(), content.map());
    }

    static McapAttachment attachment(ByteReader content) throws McapException {
        long logTimeNs = content.u64();
        content.skip(8);
        String name = content.string();
        String mediaType = content.string();
        return new McapAttachment(name, mediaType, logTimeNs, content.bytes(content.u64()));
    }

    static McapIndex.Attachment attachmentEntry(RecordReader record) throws McapException {
        ByteReader content = record.content();
        long logTimeNs = content.u64();
        content.skip(8);
        String name = content.string();
        String mediaType = content.string();
        return new McapIndex.Attachment(record.offset(), record.length(), logTimeNs, content.u64(), name, mediaType);
    }

    static McapIndex.Attachment attachmentIndex(ByteReader content) throws McapException {
        long offset = content.u64();
        long length = content.u64();
        long logTimeNs = content.u64();
        content.skip(8);
        return new McapIndex.Attachment(offset, length, logTimeNs, content.u64(), content.string(), content.string());
    }

    static McapIndex.Metadata metadataIndex(ByteReader content) throws McapException {
        return new McapIndex.Metadata(content.u64(), content.u64(), content.string());
    }

    static McapIndex.Chunk chunkIndex(ByteReader content) throws McapException {
        long startNs = content.u64();
        long endNs = content.u64();
        long offset = content.u64();
        long length = content.u64();
        SortedMap<Integer, Long> offsets = counts(content);
        return new McapIndex.Chunk(
                startNs, endNs, offset, length, offsets, content.u64(), content.string(), content.u64(), content.u64());
    }

    static void statisticsInto(McapIndex index, ByteReader content) throws McapException {
        index.messageCount = content.u64();
        content.skip(2 + 4 + 4 + 4 + 4);
        index.startNs = content.u64();
        index.endNs = content.u64();
        index.messageCounts.putAll(counts(content));
    }

    private static SortedMap<Integer, Long> counts(ByteReader content) throws McapException {
        SortedMap<Integer, Long> counts = new TreeMap<>();
        long stop = content.beginSized();
        while (content.position() < stop) {
            int channelId = content.u16();
            counts.put(channelId, content.u64());
        }
        return counts;
    }
}
