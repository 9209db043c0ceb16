package dev.creance.record.mcap;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The chunk being filled: message records, and for each channel where its messages stand. */
final class ChunkBuilder {
    private final ByteBuilder records;
    private final Map<Integer, ByteBuilder> indexByChannel = new TreeMap<>();
    private long startNs;
    private long endNs;

    ChunkBuilder(int capacity) {
        records = new ByteBuilder(capacity);
    }

    boolean isEmpty() {
        return records.size() == 0;
    }

    int size() {
        return records.size();
    }

    long startNs() {
        return startNs;
    }

    void add(McapMessage message) {
        long logTimeNs = message.logTimeNs();
        startNs = isEmpty() || Long.compareUnsigned(logTimeNs, startNs) < 0 ? logTimeNs : startNs;
        endNs = isEmpty() || Long.compareUnsigned(logTimeNs, endNs) > 0 ? logTimeNs : endNs;
        indexByChannel
                .computeIfAbsent(message.channelId(), id -> new ByteBuilder(4096))
                .u64(logTimeNs)
                .u64(records.size());
        int mark = records.beginRecord(Opcode.MESSAGE);
        records.u16(message.channelId())
                .u32(message.sequence())
                .u64(logTimeNs)
                .u64(message.publishTimeNs())
                .bytes(message.data());
        records.endRecord(mark);
    }

    /** Writes the chunk, then its message indexes, as they will stand in the file at {@code offset}; keeps the content. */
    McapIndex.Chunk writeTo(ByteBuilder out, long offset) {
        int start = out.size();
        int mark = out.beginRecord(Opcode.CHUNK);
        out.u64(startNs).u64(endNs).u64(records.size()).u32(records.crcFrom(0)).string("");
        out.u64(records.size()).bytes(records.array(), 0, records.size());
        out.endRecord(mark);
        int chunkLength = out.size() - start;
        SortedMap<Integer, Long> offsets = new TreeMap<>();
        indexByChannel.forEach((channelId, index) -> {
            if (index.size() > 0) {
                offsets.put(channelId, offset + out.size() - start);
                int record = out.beginRecord(Opcode.MESSAGE_INDEX);
                out.u16(channelId).u32(index.size()).bytes(index.array(), 0, index.size());
                out.endRecord(record);
            }
        });
        int indexLength = out.size() - start - chunkLength;
        int size = records.size();
        return new McapIndex.Chunk(startNs, endNs, offset, chunkLength, offsets, indexLength, "", size, size);
    }

    void clear() {
        records.clear();
        indexByChannel.values().forEach(ByteBuilder::clear);
    }
}
