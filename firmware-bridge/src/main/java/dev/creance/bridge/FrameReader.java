package dev.creance.bridge;

import dev.creance.runtime.HotPath;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Finds frames in any byte stream. Bytes between two delimiters are a frame or are rejected and counted, so that it is in step
 * again at the next delimiter. The last frame found is read in place through {@link #type}, {@link #sequence} and
 * {@link #payload}. Not thread-safe.
 */
@HotPath
final class FrameReader {
    /** Takes each frame as it is found. */
    interface Handler {
        /** @param frame valid during the call only; its payload has the length of its type, unless that follows a layout */
        void frame(FrameReader frame);
    }

    private final byte[] encoded = new byte[Cobs.maxEncodedBytes(Protocol.MAX_BODY_BYTES)];
    private final byte[] body = new byte[Protocol.MAX_BODY_BYTES];
    private final ByteBuffer buffer = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C checksum = new CRC32C();
    private final long[] rejected = new long[Rejection.values().length];
    private long rejectedInAll;
    private int length;
    private boolean tooLong;
    private MessageType type;

    /** Takes {@code bytes[0, count)} and hands every frame that ends in them to the handler. */
    void feed(byte[] bytes, int count, Handler handler) {
        for (int i = 0; i < count; i++) {
            byte value = bytes[i];
            if (value == 0) {
                delimiter(handler);
            } else if (length < encoded.length) {
                encoded[length++] = value;
            } else {
                tooLong = true;
            }
        }
    }

    private void delimiter(Handler handler) {
        int received = length;
        boolean broken = tooLong;
        length = 0;
        tooLong = false;
        if (received == 0) {
            return; // a leading or repeated delimiter
        }
        int bytes = broken ? -1 : Cobs.decode(encoded, received, body);
        Rejection rejection = check(bytes);
        if (rejection == null) {
            buffer.limit(bytes - Protocol.CHECKSUM_BYTES).position(Protocol.HEADER_BYTES);
            handler.frame(this);
        } else {
            reject(rejection);
        }
    }

    /** Counts a frame that was whole but cannot be used. */
    void reject(Rejection rejection) {
        rejected[rejection.ordinal()]++;
        rejectedInAll++;
    }

    private Rejection check(int bytes) {
        if (bytes < Protocol.HEADER_BYTES + Protocol.CHECKSUM_BYTES) {
            return Rejection.ENCODING;
        }
        int covered = bytes - Protocol.CHECKSUM_BYTES;
        buffer.clear();
        checksum.reset();
        checksum.update(body, 0, covered);
        if ((int) checksum.getValue() != buffer.getInt(covered)) {
            return Rejection.CHECKSUM;
        }
        if ((body[0] & ~Protocol.FLAG_VIRTUAL_TIME) != Protocol.MAJOR << 4) {
            return Rejection.VERSION;
        }
        type = MessageType.ofCode(body[1]);
        if (type == null) {
            return Rejection.TYPE;
        }
        int fixed = type.payloadBytes();
        return fixed == MessageType.BY_LAYOUT || fixed == covered - Protocol.HEADER_BYTES ? null : Rejection.LENGTH;
    }

    MessageType type() {
        return type;
    }

    int schemaId() {
        return buffer.getShort(2) & 0xffff;
    }

    int sequence() {
        return buffer.getInt(4);
    }

    /** The sender's clock as it sent, µs, low 32 bits. */
    int sentUs() {
        return buffer.getInt(8);
    }

    boolean virtualTime() {
        return (body[0] & Protocol.FLAG_VIRTUAL_TIME) != 0;
    }

    /** Little-endian, from its position to its limit. */
    ByteBuffer payload() {
        return buffer;
    }

    long rejected(Rejection rejection) {
        return rejected[rejection.ordinal()];
    }

    long rejected() {
        return rejectedInAll;
    }
}
