package dev.creance.drivers;

import dev.creance.bridge.MessageType;
import dev.creance.bridge.Transmit;
import dev.creance.runtime.Link;
import java.util.concurrent.locks.LockSupport;

/**
 * The stop path's way onto a link that the tick may have filled: a frame that was not taken whole is sent again, whole, for a
 * tenth of a second or so. The stop path has a thread of its own, so it may wait where the tick must not.
 */
final class StopTransmit implements Transmit {
    private static final int MAX_TRIES = 2000;
    private static final long PAUSE_NS = 50_000;

    private final Link link;

    StopTransmit(Link link) {
        this.link = link;
    }

    @Override
    public void transmit(MessageType type, byte[] wire, int length) {
        int taken = link.write(wire, length);
        for (int tries = 1; taken != length && taken != Link.CLOSED && tries < MAX_TRIES; tries++) {
            LockSupport.parkNanos(PAUSE_NS);
            taken = link.write(wire, length);
        }
    }
}
