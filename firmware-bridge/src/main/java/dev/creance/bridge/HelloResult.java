package dev.creance.bridge;

/** How the device answered a HELLO. The order is the wire encoding. */
public enum HelloResult {
    /** A session has begun; the device streams sensor frames. */
    ACCEPTED,
    /** The device is flying for another session and stays with it. */
    BUSY,
    /** The layouts differ: no session, nothing is streamed. */
    SCHEMA_MISMATCH,
    /** The envelopes differ: sensor frames are streamed, but the device will not arm. */
    ENVELOPE_MISMATCH;

    private static final HelloResult[] ALL = values();

    static HelloResult ofCode(int code) {
        return code >= 0 && code < ALL.length ? ALL[code] : SCHEMA_MISMATCH;
    }
}
