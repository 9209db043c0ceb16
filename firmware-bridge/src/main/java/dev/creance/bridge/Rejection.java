package dev.creance.bridge;

/** Why bytes that arrived were not a frame. */
public enum Rejection {
    /** Not COBS, or longer than the longest frame. */
    ENCODING,
    /** The CRC-32C does not match. */
    CHECKSUM,
    /** Another protocol major version, or flags this version does not know. */
    VERSION,
    /** A type this version does not know, or one that does not go in this direction. */
    TYPE,
    /** The payload's length is not the one of its type and layout. */
    LENGTH,
    /** The frame's schema id is not the one of our layout. */
    SCHEMA,
    /** A field holds what this version does not know. */
    VALUE
}
