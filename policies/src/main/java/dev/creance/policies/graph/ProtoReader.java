package dev.creance.policies.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads protobuf's wire format from a slice of bytes. Every length is checked against what is there, so that a truncated or
 * hostile file ends in {@link OnnxModel.Malformed} and never in a large allocation.
 */
final class ProtoReader {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED32 = 5;

    private final byte[] bytes;
    private final int end;
    private int at;
    private int wireType;

    ProtoReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private ProtoReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /** The number of the next field, or 0 at the end. */
    int next() {
        if (at == end) {
            return 0;
        }
        long tag = rawVarint();
        wireType = (int) tag & 7;
        long field = tag >>> 3;
        if (field < 1 || field > 0x1fffffff) {
            throw new OnnxModel.Malformed("field number " + field + " at byte " + at);
        }
        return (int) field;
    }

    long varint() {
        expect(VARINT);
        return rawVarint();
    }

    float float32() {
        expect(FIXED32);
        return take(4).getFloat();
    }

    String string() {
        ByteBuffer slice = slice();
        byte[] text = new byte[slice.remaining()];
        slice.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    ProtoReader message() {
        expect(LENGTH);
        int length = length();
        ProtoReader inner = new ProtoReader(bytes, at, at + length);
        at += length;
        return inner;
    }

    /** A view of a length-delimited field, little-endian. */
    ByteBuffer slice() {
        expect(LENGTH);
        return take(length());
    }

    /** Repeated integers come packed in one field or one to a field. */
    void integers(LongList out) {
        if (wireType == VARINT) {
            out.add(rawVarint());
            return;
        }
        ProtoReader packed = message();
        while (packed.at < packed.end) {
            out.add(packed.rawVarint());
        }
    }

    void skip() {
        switch (wireType) {
            case VARINT -> rawVarint();
            case FIXED64 -> take(8);
            case FIXED32 -> take(4);
            case LENGTH -> take(length());
            default -> throw new OnnxModel.Malformed("wire type " + wireType + " at byte " + at);
        }
    }

    boolean isLengthDelimited() {
        return wireType == LENGTH;
    }

    private void expect(int expected) {
        if (wireType != expected) {
            throw new OnnxModel.Malformed("wire type " + wireType + " where " + expected + " belongs, at byte " + at);
        }
    }

    private int length() {
        long length = rawVarint();
        if (length < 0 || length > end - at) {
            throw new OnnxModel.Malformed(
                    "a field of " + length + " bytes at byte " + at + ", where " + (end - at) + " are left");
        }
        return (int) length;
    }

    private ByteBuffer take(int length) {
        if (length > end - at) {
            throw new OnnxModel.Malformed("the file ends at byte " + end + " in the middle of a value");
        }
        ByteBuffer slice =
                ByteBuffer.wrap(bytes, at, length).slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
        at += length;
        return slice;
    }

    private long rawVarint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at == end) {
                throw new OnnxModel.Malformed("the file ends at byte " + end + " in the middle of a number");
            }
            byte next = bytes[at++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new OnnxModel.Malformed("a number of more than ten bytes before byte " + at);
    }
}
