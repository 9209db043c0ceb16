package dev.creance.bridge;

import dev.creance.runtime.HotPath;
import java.nio.ByteBuffer;

/** The host's dealings in time: exchanges of timestamps, and grants in lockstep. */
@HotPath
final class HostTiming {
    private final FrameWriter writer;
    private final Transmit transmit;
    private final ClockSync clockSync = new ClockSync();
    private long timeSentNs;
    private int timeSequence;
    private boolean timeOutstanding;
    private long grantUntilNs;
    private int grantSequence;
    private boolean grantOutstanding;

    HostTiming(FrameWriter writer, Transmit transmit) {
        this.writer = writer;
        this.transmit = transmit;
    }

    void requestTime(long nowNs) {
        timeSentNs = nowNs;
        timeOutstanding = true;
        writer.begin(MessageType.TIME_REQUEST, 0, ++timeSequence, nowNs).putLong(nowNs);
        writer.send(transmit);
    }

    void timeResponse(FrameReader frame, long receivedNs) {
        ByteBuffer in = frame.payload();
        long t1 = in.getLong();
        if (timeOutstanding && frame.sequence() == timeSequence && t1 == timeSentNs) {
            timeOutstanding = false;
            long t2 = in.getLong();
            clockSync.exchange(t1, t2, in.getLong(), receivedNs);
        }
    }

    void grant(long nowNs, long untilNs) {
        grantUntilNs = untilNs;
        grantSequence++;
        grantOutstanding = true;
        repeatGrant(nowNs);
    }

    void repeatGrant(long nowNs) {
        writer.begin(MessageType.GRANT, 0, grantSequence, nowNs).putLong(grantUntilNs);
        writer.send(transmit);
    }

    void grantDone(FrameReader frame) {
        if (frame.sequence() == grantSequence) {
            grantOutstanding = false;
        }
    }

    boolean grantDone() {
        return !grantOutstanding;
    }

    ClockSync clockSync() {
        return clockSync;
    }
}
