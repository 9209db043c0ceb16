package dev.creance.bridge;

import dev.creance.runtime.HotPath;

/**
 * Consistent Overhead Byte Stuffing (Cheshire and Baker, 1999): removes every zero byte, so that zero can delimit frames. Each
 * block starts with its length plus one; the zero that ended it is implied, but for blocks of 254 bytes and the last one.
 */
final class Cobs {
    private static final int FULL_BLOCK = 0xff;

    private Cobs() {}

    /** Greatest encoded length of so many bytes. */
    static int maxEncodedBytes(int length) {
        return length + 1 + length / 254;
    }

    /** Encodes {@code in[0, length)} to {@code out} from {@code start} on; returns the index after the last byte written. */
    @HotPath
    static int encode(byte[] in, int length, byte[] out, int start) {
        int codeAt = start;
        int at = start + 1;
        int code = 1;
        for (int i = 0; i < length; i++) {
            byte value = in[i];
            if (value != 0) {
                out[at++] = value;
                code++;
            }
            // A full block needs a successor only where bytes follow.
            if (value == 0 || (code == FULL_BLOCK && i + 1 < length)) {
                out[codeAt] = (byte) code;
                codeAt = at++;
                code = 1;
            }
        }
        out[codeAt] = (byte) code;
        return at;
    }

    /**
     * Decodes {@code in[0, length)}, which holds no delimiter.
     *
     * @return bytes written to {@code out}, or −1 where the encoding is broken or {@code out} too small
     */
    @HotPath
    static int decode(byte[] in, int length, byte[] out) {
        int read = 0;
        int written = 0;
        while (read < length) {
            int code = in[read++] & 0xff;
            int bytes = code - 1;
            if (code == 0 || read + bytes > length || written + bytes > out.length) {
                return -1;
            }
            for (int i = 0; i < bytes; i++) {
                byte value = in[read++];
                if (value == 0) {
                    return -1;
                }
                out[written++] = value;
            }
            if (code != FULL_BLOCK && read < length) {
                if (written == out.length) {
                    return -1;
                }
                out[written++] = 0;
            }
        }
        return length == 0 ? -1 : written;
    }
}
