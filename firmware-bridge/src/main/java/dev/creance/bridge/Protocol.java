package dev.creance.bridge;

/** Numbers of bridge v1 that both ends agree on. */
public final class Protocol {
    /** Major version; frames of another one are dropped. */
    public static final int MAJOR = 1;

    /** Header flag: the sender's time is virtual (lockstep). */
    public static final int FLAG_VIRTUAL_TIME = 1;

    public static final int HEADER_BYTES = 12;
    public static final int CHECKSUM_BYTES = 4;

    /** Header, payload and checksum together: one COBS block, so that framing costs one code byte and one delimiter. */
    public static final int MAX_BODY_BYTES = 254;

    public static final int MAX_PAYLOAD_BYTES = MAX_BODY_BYTES - HEADER_BYTES - CHECKSUM_BYTES;

    /** A leading delimiter, the code byte, the body, the closing delimiter. */
    public static final int MAX_WIRE_BYTES = 1 + 1 + MAX_BODY_BYTES + 1;

    static final int SENSORS_FIXED_BYTES = 32;
    static final int COMMAND_FIXED_BYTES = 24;

    /** The device can advance on granted time. */
    public static final int CAPABILITY_LOCKSTEP = 1;

    /** The device answers time requests. */
    public static final int CAPABILITY_TIME_SYNC = 2;

    /** The device levels, descends and stops by itself when commands expire. */
    public static final int CAPABILITY_SELF_LANDING = 4;

    /** A stop frame is sent this many times. */
    public static final int STOP_COPIES = 3;

    private Protocol() {}

    /** Bytes on the wire of a frame with this much payload, closing delimiter included. */
    public static int wireBytes(int payloadBytes) {
        return 1 + HEADER_BYTES + payloadBytes + CHECKSUM_BYTES + 1;
    }

    public static int sensorsWireBytes(int channels) {
        return wireBytes(SENSORS_FIXED_BYTES + Float.BYTES * channels);
    }

    public static int commandWireBytes(int channels) {
        return wireBytes(COMMAND_FIXED_BYTES + Float.BYTES * channels);
    }

    /** Most channels that fit a SENSORS frame. */
    public static int maxSensorChannels() {
        return (MAX_PAYLOAD_BYTES - SENSORS_FIXED_BYTES) / Float.BYTES;
    }

    /** Most channels that fit a COMMAND frame. */
    public static int maxCommandChannels() {
        return (MAX_PAYLOAD_BYTES - COMMAND_FIXED_BYTES) / Float.BYTES;
    }

    /** Low 16 bits of a layout's hash, carried by every frame whose payload has that layout. */
    static int schemaId(long layoutHash) {
        return (int) layoutHash & 0xffff;
    }

    /** Signed distance from one sequence number to another, right across the wrap of 32 bits (RFC 1982). */
    static int distance(int from, int to) {
        return to - from;
    }
}
