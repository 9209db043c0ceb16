package dev.creance.record.mcap;

/**
 * Where a message stands in a file, and its head.
 *
 * @param dataOffset of the message's data from the start of the file
 */
record MessageView(int channelId, long sequence, long logTimeNs, long publishTimeNs, long dataOffset, long dataLength) {
    static MessageView of(ByteReader content) throws McapException {
        int channelId = content.u16();
        long sequence = content.u32();
        long logTimeNs = content.u64();
        long publishTimeNs = content.u64();
        return new MessageView(channelId, sequence, logTimeNs, publishTimeNs, content.position(), content.remaining());
    }

    McapMessage copy(McapFile file) throws McapException {
        byte[] data = file.reader(dataOffset, dataOffset + dataLength).bytes(dataLength);
        return new McapMessage(channelId, sequence, logTimeNs, publishTimeNs, data);
    }
}
