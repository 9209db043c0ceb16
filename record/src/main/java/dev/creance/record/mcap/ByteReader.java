package dev.creance.record.mcap;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Reads the fields of MCAP records in a stretch of a file; never past its end. */
final class ByteReader {
    private static final ValueLayout.OfShort U16 = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong U64 = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment file;
    private final long end;
    private long position;

    ByteReader(MemorySegment file, long start, long end) {
        this.file = file;
        this.position = start;
        this.end = Math.min(end, file.byteSize());
    }

    /** From the start of the file. */
    long position() {
        return position;
    }

    long remaining() {
        return end - position;
    }

    int u8() throws McapException {
        return file.get(ValueLayout.JAVA_BYTE, take(1)) & 0xFF;
    }

    int u16() throws McapException {
        return file.get(U16, take(2)) & 0xFFFF;
    }

    long u32() throws McapException {
        return file.get(U32, take(4)) & 0xFFFF_FFFFL;
    }

    long u64() throws McapException {
        return file.get(U64, take(8));
    }

    void skip(long count) throws McapException {
        take(count);
    }

    byte[] bytes(long count) throws McapException {
        long start = take(count);
        if (count > Integer.MAX_VALUE - 8) {
            throw new McapException("at byte " + start + ": " + count + " bytes are too many for one field");
        }
        byte[] copy = new byte[(int) count];
        MemorySegment.copy(file, ValueLayout.JAVA_BYTE, start, copy, 0, copy.length);
        return copy;
    }

    String string() throws McapException {
        return new String(bytes(u32()), StandardCharsets.UTF_8);
    }

    Map<String, String> map() throws McapException {
        long stop = beginSized();
        Map<String, String> entries = new TreeMap<>();
        while (position < stop) {
            String key = string();
            entries.put(key, string());
        }
        return entries;
    }

    /** Reads the u32 length of an array or map; returns the position at which it ends. */
    long beginSized() throws McapException {
        long length = u32();
        if (length > remaining()) {
            throw breaksOff(length);
        }
        return position + length;
    }

    private long take(long count) throws McapException {
        if (count < 0 || count > remaining()) {
            throw breaksOff(count);
        }
        long start = position;
        position += count;
        return start;
    }

    private McapException breaksOff(long count) {
        return new McapException("at byte " + position + ": " + Long.toUnsignedString(count) + " bytes should follow, "
                + remaining() + " are left");
    }
}
