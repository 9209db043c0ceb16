package dev.creance.bridge;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a device says of itself in the handshake.
 *
 * @param name what it is, at most 16 characters of printable ASCII
 * @param firmware name of its firmware, at most 16 characters
 * @param version version of its firmware, at most 16 characters
 * @param capabilities bits {@code Protocol.CAPABILITY_…}
 * @param maxRateHz fastest stream of commands it takes
 * @param sensorRateHz how many sensor frames it sends a second
 */
public record DeviceIdentity(
        String name, String firmware, String version, int capabilities, int maxRateHz, int sensorRateHz) {
    static final int NAME_BYTES = 16;

    public DeviceIdentity {
        nameBytes(name);
        nameBytes(firmware);
        nameBytes(version);
        if (maxRateHz <= 0 || sensorRateHz <= 0) {
            throw new IllegalArgumentException("maxRateHz=" + maxRateHz + ", sensorRateHz=" + sensorRateHz + " <= 0");
        }
    }

    public boolean can(int capability) {
        return (capabilities & capability) == capability;
    }

    /** ASCII, padded with zeros. */
    static byte[] nameBytes(String name) {
        byte[] text = name.getBytes(StandardCharsets.US_ASCII);
        if (text.length > NAME_BYTES) {
            throw new IllegalArgumentException("'" + name + "' has " + text.length + " characters > " + NAME_BYTES);
        }
        return Arrays.copyOf(text, NAME_BYTES);
    }

    /** What stands before the first zero; anything that is not printable ASCII becomes '?', for it came over a wire. */
    static String name(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bytes.length && bytes[i] != 0; i++) {
            text.append(bytes[i] >= ' ' && bytes[i] < 0x7f ? (char) bytes[i] : '?');
        }
        return text.toString();
    }
}
