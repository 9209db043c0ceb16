package dev.creance.bridge;

/** FNV-1a, 64 bits: the hash of schemas and envelopes, as in {@code Layout.hash()}. */
final class Fnv {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Fnv() {}

    static long hash(byte[] bytes) {
        long hash = OFFSET;
        for (byte b : bytes) {
            hash = (hash ^ (b & 0xff)) * PRIME;
        }
        return hash;
    }
}
