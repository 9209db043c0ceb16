package dev.creance.bridge;

/** CRC-32C bit by bit, from its definition: reflected polynomial 0x82f63b78, all ones in and out. The tests' second opinion. */
final class Crc32c {
    private static final int POLYNOMIAL = 0x82f63b78;

    private Crc32c() {}

    static int of(byte[] bytes, int length) {
        int crc = -1;
        for (int i = 0; i < length; i++) {
            crc ^= bytes[i] & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? crc >>> 1 ^ POLYNOMIAL : crc >>> 1;
            }
        }
        return ~crc;
    }
}
