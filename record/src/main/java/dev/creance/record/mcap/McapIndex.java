package dev.creance.record.mcap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the summary section of a log says, gathered while writing or scanning, or read from the summary itself. */
final class McapIndex {
    /** A chunk and the message indexes behind it; see "Chunk Index" in the specification. */
    record Chunk(
            long startNs,
            long endNs,
            long offset,
            long length,
            SortedMap<Integer, Long> messageIndexOffsets,
            long messageIndexLength,
            String compression,
            long storedSize,
            long recordsSize) {}

    record Attachment(long offset, long length, long logTimeNs, long dataSize, String name, String mediaType) {}

    record Metadata(long offset, long length, String name) {}

    final Map<Integer, McapSchema> schemas = new LinkedHashMap<>();
    final Map<Integer, McapChannel> channels = new LinkedHashMap<>();
    final List<Chunk> chunks = new ArrayList<>();
    final List<Attachment> attachments = new ArrayList<>();
    final List<Metadata> metadata = new ArrayList<>();
    final SortedMap<Integer, Long> messageCounts = new TreeMap<>();
    long messageCount;
    long startNs;
    long endNs;

    /** The first of an id counts: records that share one must be identical. */
    void add(McapSchema schema) {
        schemas.putIfAbsent(schema.id(), schema);
    }

    void add(McapChannel channel) {
        channels.putIfAbsent(channel.id(), channel);
    }

    /** Timestamps are unsigned. */
    void countMessage(int channelId, long logTimeNs) {
        startNs = messageCount == 0 || Long.compareUnsigned(logTimeNs, startNs) < 0 ? logTimeNs : startNs;
        endNs = messageCount == 0 || Long.compareUnsigned(logTimeNs, endNs) > 0 ? logTimeNs : endNs;
        messageCount++;
        messageCounts.merge(channelId, 1L, Long::sum);
    }
}
