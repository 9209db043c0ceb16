package dev.creance.record.mcap;

/** Goes from record to record in a stretch of a file, until its end or to the first that is not whole. */
final class RecordReader {
    private final McapFile file;
    private final long end;
    private long next;
    private int opcode;
    private long offset;
    private long contentStart;

    RecordReader(McapFile file, long start, long end) {
        this.file = file;
        this.next = start;
        this.end = Math.min(end, file.size());
    }

    /** False at the end; {@link #isAtEnd()} tells whether the end is clean. */
    boolean next() {
        if (end - next < Opcode.PREFIX_BYTES) {
            return false;
        }
        try {
            ByteReader reader = file.reader(next, end);
            int code = reader.u8();
            long length = reader.u64();
            if (code == 0 || length < 0 || length > reader.remaining()) {
                return false;
            }
            opcode = code;
            offset = next;
            contentStart = reader.position();
            next = contentStart + length;
            return true;
        } catch (McapException cannotHappen) {
            throw new IllegalStateException("a record's prefix fits, by the check above", cannotHappen);
        }
    }

    /** Where the next record would start. */
    long position() {
        return next;
    }

    boolean isAtEnd() {
        return next == end;
    }

    int opcode() {
        return opcode;
    }

    /** Of the record, its prefix included. */
    long offset() {
        return offset;
    }

    long length() {
        return next - offset;
    }

    ByteReader content() {
        return file.reader(contentStart, next);
    }
}
