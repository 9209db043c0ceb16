package dev.creance.record.mcap;

/** The record types of MCAP and its magic bytes, https://mcap.dev/spec. */
final class Opcode {
    static final int HEADER = 0x01;
    static final int FOOTER = 0x02;
    static final int SCHEMA = 0x03;
    static final int CHANNEL = 0x04;
    static final int MESSAGE = 0x05;
    static final int CHUNK = 0x06;
    static final int MESSAGE_INDEX = 0x07;
    static final int CHUNK_INDEX = 0x08;
    static final int ATTACHMENT = 0x09;
    static final int ATTACHMENT_INDEX = 0x0A;
    static final int STATISTICS = 0x0B;
    static final int METADATA = 0x0C;
    static final int METADATA_INDEX = 0x0D;
    static final int SUMMARY_OFFSET = 0x0E;
    static final int DATA_END = 0x0F;

    /** Opcode and length that stand before the content of every record. */
    static final int PREFIX_BYTES = 1 + 8;

    /** 0x89 M C A P 0 CR LF, first and last in the file; little-endian. */
    static final long MAGIC = 0x0A0D_3050_4143_4D89L;

    static final int MAGIC_BYTES = 8;

    static final int FOOTER_BYTES = PREFIX_BYTES + 8 + 8 + 4;

    private Opcode() {}
}
