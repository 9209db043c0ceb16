package dev.creance.bridge;

import dev.creance.runtime.HotPath;

/** Every message of bridge v1. Codes below 0x80 go from host to device, the others back. */
public enum MessageType {
    HELLO(0x01, 48),
    COMMAND(0x10, MessageType.BY_LAYOUT),
    TIME_REQUEST(0x11, 8),
    GRANT(0x12, 8),
    ARM(0x20, 36),
    DISARM(0x21, 36),
    LAND(0x22, 36),
    STOP(0x23, 36),
    CLEAR_STOP(0x24, 36),
    HELLO_REPLY(0x81, 96),
    SENSORS(0x82, MessageType.BY_LAYOUT),
    TIME_RESPONSE(0x83, 24),
    GRANT_DONE(0x84, 8),
    ACKNOWLEDGE(0x85, 40),
    FAULT(0x86, 32);

    /** The payload's length follows from the layout. */
    static final int BY_LAYOUT = -1;

    private static final MessageType[] BY_CODE = new MessageType[256];

    static {
        for (MessageType type : values()) {
            BY_CODE[type.code] = type;
        }
    }

    private final int code;
    private final int payloadBytes;

    MessageType(int code, int payloadBytes) {
        this.code = code;
        this.payloadBytes = payloadBytes;
    }

    /** The type byte on the wire. */
    public int code() {
        return code;
    }

    int payloadBytes() {
        return payloadBytes;
    }

    /** Bytes on the wire, closing delimiter included; for messages whose payload has a fixed length. */
    public int wireBytes() {
        return Protocol.wireBytes(payloadBytes);
    }

    /** Whether this message belongs to the simulator's clock, not to the link: simulated link faults let it pass. */
    @HotPath
    public boolean isLockstep() {
        return this == GRANT || this == GRANT_DONE;
    }

    /**
     * The same of a frame as it stands on the wire, whatever its checksum. Version and type are never 0, so that they stand behind the
     * first code byte as they are.
     */
    @HotPath
    public static boolean isLockstep(byte[] wire, int length) {
        int code = 0;
        while (code < length && wire[code] == 0) {
            code++;
        }
        if (code + 2 >= length) {
            return false;
        }
        MessageType type = ofCode(wire[code + 2]);
        return type != null && type.isLockstep();
    }

    /** The type of this code, or null where there is none. */
    @HotPath
    static MessageType ofCode(int code) {
        return BY_CODE[code & 0xff];
    }
}
