package dev.creance.bridge;

import dev.creance.runtime.HotPath;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** Builds one frame at a time in its own buffers: {@link #begin}, fill the payload, {@link #send}. Not thread-safe. */
@HotPath
final class FrameWriter {
    private final byte[] body = new byte[Protocol.MAX_BODY_BYTES];
    private final ByteBuffer buffer = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
    private final byte[] wire = new byte[Protocol.MAX_WIRE_BYTES];
    private final CRC32C checksum = new CRC32C();
    private int flags;
    private MessageType type = MessageType.HELLO;

    /** Whether the time in the header is virtual. */
    void virtualTime(boolean virtualTime) {
        flags = virtualTime ? Protocol.FLAG_VIRTUAL_TIME : 0;
    }

    /** Writes the header; the payload goes to the returned buffer, at its position. */
    ByteBuffer begin(MessageType messageType, int schemaId, int sequence, long nowNs) {
        type = messageType;
        buffer.clear();
        buffer.put((byte) (Protocol.MAJOR << 4 | flags));
        buffer.put((byte) messageType.code());
        buffer.putShort((short) schemaId);
        buffer.putInt(sequence);
        buffer.putInt((int) (nowNs / 1000));
        return buffer;
    }

    void send(Transmit transmit) {
        int length = encodeFrom(0);
        transmit.transmit(type, wire, length);
    }

    /** Sends with a leading delimiter, which ends whatever half-written frame the far end has received. */
    void sendFlushed(Transmit transmit) {
        wire[0] = 0;
        transmit.transmit(type, wire, encodeFrom(1));
    }

    private int encodeFrom(int start) {
        int length = buffer.position();
        checksum.reset();
        checksum.update(body, 0, length);
        buffer.putInt((int) checksum.getValue());
        int end = Cobs.encode(body, length + Protocol.CHECKSUM_BYTES, wire, start);
        wire[end] = 0;
        return end + 1;
    }
}
