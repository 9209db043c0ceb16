package dev.creance.bridge;

import dev.creance.runtime.DeviceState;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Layout;
import java.nio.ByteBuffer;

/** Keeps the newest sensor frame and counts those that are missing. */
@HotPath
final class SensorTracker {
    private static final int STATES = DeviceState.values().length;

    private final SensorsMessage latest;
    private final int schemaId;
    private long sequence;
    private long missed;
    private boolean fresh;

    SensorTracker(Layout layout, long hash) {
        latest = new SensorsMessage(layout.size());
        schemaId = Protocol.schemaId(hash);
    }

    /** The device counts from 1 again. */
    void begin() {
        sequence = 0;
    }

    /** Takes a frame unless it is older than the newest; returns why it cannot be used, or null. */
    Rejection accept(int frameSchemaId, int frameSequence, ByteBuffer payload) {
        if (frameSchemaId != schemaId) {
            return Rejection.SCHEMA;
        }
        if (payload.remaining() != latest.payloadBytes()) {
            return Rejection.LENGTH;
        }
        int state = payload.get(payload.position() + SensorsMessage.STATE_OFFSET) & 0xff;
        if (state >= STATES) {
            return Rejection.VALUE;
        }
        int ahead = Protocol.distance((int) sequence, frameSequence);
        if (ahead > 0) {
            missed += ahead - 1;
            sequence += ahead;
            latest.read(payload);
            fresh = true;
        }
        return null;
    }

    boolean take(long nowNs, Frame out) {
        if (!fresh) {
            return false;
        }
        fresh = false;
        long valid = latest.validBits & out.allValid();
        for (int i = 0; i < latest.values.length; i++) {
            float value = latest.values[i];
            out.values[i] = value;
            if (!Float.isFinite(value)) {
                valid &= ~Frame.bit(i);
            }
        }
        out.validBits = valid;
        out.sequence = sequence;
        out.sampleNs = latest.sampleNs;
        out.receiptNs = nowNs;
        return true;
    }

    SensorsMessage latest() {
        return latest;
    }

    long missed() {
        return missed;
    }
}
