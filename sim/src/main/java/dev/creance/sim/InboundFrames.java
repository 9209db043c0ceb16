package dev.creance.sim;

import dev.creance.bridge.MessageType;
import dev.creance.bridge.Protocol;
import dev.creance.runtime.HotPath;

/**
 * Cuts what arrives into frames again, so that a {@link FaultyPipe} can treat them one by one; what belongs to the simulator's own
 * clock goes past it. Allocation-free; not thread-safe.
 */
@HotPath
final class InboundFrames {
    private final FaultyPipe pipe;
    private final FaultyPipe.Exit past;
    private final byte[] frame = new byte[Protocol.MAX_WIRE_BYTES];
    private int length;

    /** @param past where frames go that no fault concerns */
    InboundFrames(FaultyPipe pipe, FaultyPipe.Exit past) {
        this.pipe = pipe;
        this.past = past;
    }

    void receive(byte[] bytes, int count, long nowNs) {
        for (int i = 0; i < count; i++) {
            if (length == frame.length) {
                length = 0; // longer than any frame: noise
            }
            frame[length++] = bytes[i];
            if (bytes[i] == 0) {
                if (MessageType.isLockstep(frame, length)) {
                    past.out(frame, length);
                } else {
                    pipe.in(frame, length, nowNs);
                }
                length = 0;
            }
        }
    }
}
