package dev.creance.record.mcap;

/**
 * A place in a log that is not as it was written.
 *
 * @param offset from the start of the file, bytes
 * @param what what was found, and what should be there
 */
public record McapDamage(Kind kind, long offset, String what) {
    /** What is wrong. */
    public enum Kind {
        /** Bytes were changed. */
        WRONG_CRC,
        /** The log ends before its end: the process was killed, or lost its power. */
        BREAKS_OFF,
        /** A record does not hold what its type says. */
        MALFORMED
    }

    static McapDamage malformed(long offset, String what) {
        return new McapDamage(Kind.MALFORMED, offset, what);
    }

    static McapDamage wrongCrc(long offset, String of, long actual, long expected) {
        String what = "the CRC of " + of + " is " + String.format("%08x", actual) + ", and should be "
                + String.format("%08x", expected);
        return new McapDamage(Kind.WRONG_CRC, offset, what);
    }

    @Override
    public String toString() {
        return "at byte " + offset + ": " + what;
    }
}
