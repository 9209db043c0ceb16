package dev.creance.bridge;

import dev.creance.runtime.HotPath;
import java.nio.ByteBuffer;

/** What a device reports when it had to act against the host, or when its faults change. A mutable holder. */
@HotPath
public final class FaultReport {
    /** Device time of the newest event, ns. */
    public long atNs;

    /** All fault bits after the event. */
    public int faultBits;

    /** The bits of this event, one of {@link DeviceFaults}; 0 where faults went away. */
    public int cause;

    /** Sequence of the command concerned; 0 where there is none. */
    public int command;

    /** The command channel concerned; −1 where there is none. */
    public int channel = -1;

    /** The value that was seen, in the channel's unit. */
    public float value;

    /** The limit it broke. */
    public float limit;

    /** Events since the last report that were left out to spare the link. */
    public int leftOut;

    void write(ByteBuffer out) {
        out.putLong(atNs).putInt(faultBits).putInt(cause).putInt(command);
        out.put((byte) channel).put((byte) 0).putShort((short) leftOut);
        out.putFloat(value).putFloat(limit);
    }

    void read(ByteBuffer in) {
        atNs = in.getLong();
        faultBits = in.getInt();
        cause = in.getInt();
        command = in.getInt();
        channel = in.get();
        in.get();
        leftOut = in.getShort() & 0xffff;
        value = in.getFloat();
        limit = in.getFloat();
    }
}
