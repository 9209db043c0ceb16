package dev.creance.bridge;

import dev.creance.runtime.HotPath;
import java.nio.ByteBuffer;

/** Payload of COMMAND. */
@HotPath
final class CommandMessage {
    int validForUs;
    int sensorSequence;
    int shieldSequence;
    int policySequence;
    int token;
    int source;
    final float[] values;

    CommandMessage(int channels) {
        values = new float[channels];
    }

    int payloadBytes() {
        return Protocol.COMMAND_FIXED_BYTES + Float.BYTES * values.length;
    }

    void write(ByteBuffer out) {
        out.putInt(validForUs).putInt(sensorSequence).putInt(shieldSequence).putInt(policySequence);
        out.putInt(token).putInt(source);
        for (int i = 0; i < values.length; i++) {
            out.putFloat(values[i]);
        }
    }

    void read(ByteBuffer in) {
        validForUs = in.getInt();
        sensorSequence = in.getInt();
        shieldSequence = in.getInt();
        policySequence = in.getInt();
        token = in.getInt();
        source = in.getInt();
        for (int i = 0; i < values.length; i++) {
            values[i] = in.getFloat();
        }
    }
}
