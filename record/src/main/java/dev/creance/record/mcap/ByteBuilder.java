package dev.creance.record.mcap;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/** A growing, reusable run of bytes, written little-endian. */
public final class ByteBuilder {
    private byte[] bytes;
    private int size;

    public ByteBuilder(int capacity) {
        bytes = new byte[capacity];
    }

    public int size() {
        return size;
    }

    public void clear() {
        size = 0;
    }

    /** Forgets everything from {@code newSize} on. */
    public void shorten(int newSize) {
        size = Math.min(size, newSize);
    }

    /** The backing array; the first {@link #size()} bytes count, until the next write. */
    public byte[] array() {
        return bytes;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** A view, valid until the next write. */
    public ByteBuffer toByteBuffer() {
        return ByteBuffer.wrap(bytes, 0, size);
    }

    /** CRC-32 of the bytes from {@code start} to the end. */
    public long crcFrom(int start) {
        CRC32 crc = new CRC32();
        crc.update(bytes, start, size - start);
        return crc.getValue();
    }

    public ByteBuilder u8(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
        return this;
    }

    public ByteBuilder u16(int value) {
        return u8(value).u8(value >>> 8);
    }

    public ByteBuilder u32(long value) {
        return u16((int) value).u16((int) (value >>> 16));
    }

    public ByteBuilder u64(long value) {
        return u32(value).u32(value >>> 32);
    }

    /** Base-128, least significant group first, as protobuf writes it. */
    public ByteBuilder varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            u8((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        return u8((int) rest);
    }

    public ByteBuilder bytes(byte[] source, int offset, int length) {
        reserve(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
        return this;
    }

    public ByteBuilder bytes(byte[] source) {
        return bytes(source, 0, source.length);
    }

    /** UTF-8 after its length as u32. */
    public ByteBuilder string(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return u32(utf8.length).bytes(utf8);
    }

    /** A map of strings after its length in bytes as u32; sorted, so that equal maps give equal bytes. */
    public ByteBuilder map(Map<String, String> entries) {
        int mark = beginSized();
        new TreeMap<>(entries).forEach((key, value) -> string(key).string(value));
        endSized(mark);
        return this;
    }

    /** Leaves room for a u32 length; {@link #endSized} fills it in. */
    public int beginSized() {
        u32(0);
        return size;
    }

    public void endSized(int mark) {
        patch(mark - 4, size - mark, 4);
    }

    /** Starts an MCAP record; {@link #endRecord} fills its length in. */
    int beginRecord(int opcode) {
        u8(opcode).u64(0);
        return size;
    }

    void endRecord(int mark) {
        patch(mark - 8, size - mark, 8);
    }

    /** Moves what was written since {@code start} back and puts its length before it, as a varint. */
    public void prefixVarintLength(int start) {
        int length = size - start;
        int prefix = 1;
        for (int rest = length >>> 7; rest != 0; rest >>>= 7) {
            prefix++;
        }
        reserve(prefix);
        System.arraycopy(bytes, start, bytes, start + prefix, length);
        size = start;
        varint(length);
        size = start + prefix + length;
    }

    private void patch(int at, long value, int width) {
        for (int i = 0; i < width; i++) {
            bytes[at + i] = (byte) (value >>> (8 * i));
        }
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }
}
