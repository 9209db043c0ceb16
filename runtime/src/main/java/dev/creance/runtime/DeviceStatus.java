package dev.creance.runtime;

/** What is known of a device and its link at the start of a tick. A mutable holder for the hot path; recorded and replayed. */
public final class DeviceStatus {
    /** The link is open and the device has answered with the right schema and envelope hashes. */
    public boolean ready;

    public DeviceState state = DeviceState.DISARMED;

    /** Device-specific fault bits, 0 for none; see the protocol page. */
    public int faultBits;

    /** Receipt time of the newest valid frame of any kind, ns; {@link Long#MIN_VALUE} before the first. */
    public long lastReceiptNs = Long.MIN_VALUE;

    /** Frames dropped for a wrong checksum, a broken encoding or a wrong schema, since the link was opened. */
    public long rejectedFrames;

    /** Sensor frames missed, judged by gaps in their sequence, since the link was opened. */
    public long missedFrames;

    /** Sequence of the newest command the device says it has applied. */
    public long appliedCommand;

    /** Host clock minus device clock, ns, by time synchronisation. */
    public long clockOffsetNs;

    /** Smallest recent round trip of time synchronisation, ns. */
    public long roundTripNs;

    /** The link is closed or broken for good. */
    public boolean linkClosed;

    @HotPath
    public void copyFrom(DeviceStatus other) {
        ready = other.ready;
        state = other.state;
        faultBits = other.faultBits;
        lastReceiptNs = other.lastReceiptNs;
        rejectedFrames = other.rejectedFrames;
        missedFrames = other.missedFrames;
        appliedCommand = other.appliedCommand;
        clockOffsetNs = other.clockOffsetNs;
        roundTripNs = other.roundTripNs;
        linkClosed = other.linkClosed;
    }
}
