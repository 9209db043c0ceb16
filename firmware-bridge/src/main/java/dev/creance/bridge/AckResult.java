package dev.creance.bridge;

/** How the device answered a request. The order is the wire encoding. */
public enum AckResult {
    /** The device is in the state that was asked for. */
    DONE,
    /** The request does not lead from the state the device is in. */
    REFUSED_STATE,
    /** Session or challenge are not those of the present handshake. */
    REFUSED_PROOF,
    /** The layouts' hashes differ. */
    REFUSED_SCHEMA,
    /** The envelopes' hashes differ. */
    REFUSED_ENVELOPE,
    /** The device has a fault of its own. */
    REFUSED_FAULT,
    /** The request's nonce is not newer than one that has acted: a copy delayed on the way. */
    REFUSED_NONCE;

    private static final AckResult[] ALL = values();

    static AckResult ofCode(int code) {
        return code >= 0 && code < ALL.length ? ALL[code] : REFUSED_PROOF;
    }
}
