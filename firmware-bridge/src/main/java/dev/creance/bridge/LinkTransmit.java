package dev.creance.bridge;

import dev.creance.runtime.HotPath;
import dev.creance.runtime.Link;
import java.util.concurrent.locks.LockSupport;

/**
 * Puts frames on a link. In real time nothing waits: what the link does not take is lost, and a delimiter is sent before the
 * next frame where only part of one was taken. In lockstep nothing may be lost: it waits for the far end to read, for seconds at
 * most. Not thread-safe: each writing thread has its own.
 */
@HotPath
public final class LinkTransmit implements Transmit {
    private static final byte[] DELIMITER = {0};
    private static final int SPINS = 1000;
    private static final long PARK_NS = 20_000;
    private static final int MAX_WAITS = 200_000;

    private final Link link;
    private final boolean lossless;
    private final byte[] rest = new byte[Protocol.MAX_WIRE_BYTES];
    private boolean broken;
    private boolean closed;
    private long lostFrames;

    public LinkTransmit(Link link, boolean lossless) {
        this.link = link;
        this.lossless = lossless;
    }

    @Override
    public void transmit(MessageType type, byte[] wire, int length) {
        if (broken && link.write(DELIMITER, 1) != 1) {
            lostFrames++;
            return;
        }
        broken = false;
        int taken = link.write(wire, length);
        if (taken >= 0 && taken < length && lossless) {
            taken += finish(wire, taken, length);
        }
        if (taken == Link.CLOSED) {
            closed = true;
        }
        if (taken < length) {
            lostFrames++;
            broken = taken > 0;
        }
    }

    private int finish(byte[] wire, int from, int length) {
        int done = 0;
        int left = length - from;
        for (int wait = 0; done < left && wait < MAX_WAITS; wait++) {
            System.arraycopy(wire, from + done, rest, 0, left - done);
            int taken = link.write(rest, left - done);
            if (taken == Link.CLOSED) {
                closed = true;
                return done;
            }
            done += taken;
            if (taken == 0) {
                pause(wait);
            }
        }
        return done;
    }

    private static void pause(int waits) {
        if (waits < SPINS) {
            Thread.onSpinWait();
        } else {
            LockSupport.parkNanos(PARK_NS);
        }
    }

    /** Whether the link is closed. */
    public boolean closed() {
        return closed;
    }

    /** Frames that the link did not take whole. */
    public long lostFrames() {
        return lostFrames;
    }
}
