package dev.creance.bridge;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * What the device itself enforces on commands, as its last line behind the shield. Host and device each hold one; arming needs
 * equal {@link #hash() hashes}. Limits are {@code float} because that is what travels and what the firmware compares.
 *
 * @param tickNs duration of a tick of the host's loop, which gives the counts in ticks their meaning
 * @param maxValidityUs longest time a command may claim to be valid
 * @param policyDeadlineTicks how long one policy sequence carries authority: most decisions of the shield from the first that
 *     stood on it
 * @param sensorStalenessFrames how many sensor frames the device may have sent since the one a command stands on
 * @param resumeWindowUs how long after expiry a fresh command still resumes flight; then the device lands
 * @param limits per command channel, in the order of the layout
 */
public record Envelope(
        int tickNs,
        int maxValidityUs,
        int policyDeadlineTicks,
        int sensorStalenessFrames,
        int resumeWindowUs,
        List<Limit> limits) {

    /**
     * Bounds of one command channel.
     *
     * @param min least value
     * @param max greatest value
     * @param slewPerS greatest change per second
     */
    public record Limit(float min, float max, float slewPerS) {
        public Limit {
            if (!(Float.isFinite(min) && Float.isFinite(max) && min <= max)) {
                throw new IllegalArgumentException("min=" + min + ", max=" + max + " is not a finite range");
            }
            if (!(Float.isFinite(slewPerS) && slewPerS > 0)) {
                throw new IllegalArgumentException("slewPerS=" + slewPerS + " is not finite and above 0");
            }
            // −0 and 0 are the same limit and must give the same hash.
            min += 0f;
            max += 0f;
        }
    }

    private static final int ENCODING_VERSION = 1;

    public Envelope {
        requirePositive("tickNs", tickNs);
        requirePositive("maxValidityUs", maxValidityUs);
        requirePositive("policyDeadlineTicks", policyDeadlineTicks);
        requirePositive("sensorStalenessFrames", sensorStalenessFrames);
        requirePositive("resumeWindowUs", resumeWindowUs);
        limits = List.copyOf(limits);
        if (limits.size() > Protocol.maxCommandChannels()) {
            throw new IllegalArgumentException(
                    "limits=" + limits.size() + " > maxCommandChannels=" + Protocol.maxCommandChannels());
        }
    }

    private static void requirePositive(String name, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + "=" + value + " <= 0");
        }
    }

    /** The bytes that are hashed: little-endian, as the protocol page lists them. */
    public byte[] encoded() {
        ByteBuffer out = ByteBuffer.allocate(24 + 12 * limits.size()).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) ENCODING_VERSION).put((byte) limits.size()).putShort((short) 0);
        out.putInt(tickNs).putInt(maxValidityUs).putInt(policyDeadlineTicks);
        out.putInt(sensorStalenessFrames).putInt(resumeWindowUs);
        for (Limit limit : limits) {
            out.putFloat(limit.min).putFloat(limit.max).putFloat(limit.slewPerS);
        }
        return out.array();
    }

    /** FNV-1a, 64 bits, over {@link #encoded()}. */
    public long hash() {
        return Fnv.hash(encoded());
    }
}
