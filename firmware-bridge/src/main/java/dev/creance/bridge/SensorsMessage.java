package dev.creance.bridge;

import dev.creance.runtime.HotPath;
import java.nio.ByteBuffer;

/** Payload of SENSORS. */
@HotPath
final class SensorsMessage {
    /** {@link #commandAgeUs} before the first command of a flight. */
    static final int NO_COMMAND = -1;

    /** Where the state stands in the payload. */
    static final int STATE_OFFSET = 28;

    long sampleNs;
    long validBits;
    int faultBits;
    int appliedCommand;
    int commandAgeUs = NO_COMMAND;
    int state;
    int refusal;
    int refusedCommands;
    final float[] values;

    SensorsMessage(int channels) {
        values = new float[channels];
    }

    int payloadBytes() {
        return Protocol.SENSORS_FIXED_BYTES + Float.BYTES * values.length;
    }

    void write(ByteBuffer out) {
        out.putLong(sampleNs).putLong(validBits);
        out.putInt(faultBits).putInt(appliedCommand).putInt(commandAgeUs);
        out.put((byte) state).put((byte) refusal).putShort((short) refusedCommands);
        for (int i = 0; i < values.length; i++) {
            out.putFloat(values[i]);
        }
    }

    void read(ByteBuffer in) {
        sampleNs = in.getLong();
        validBits = in.getLong();
        faultBits = in.getInt();
        appliedCommand = in.getInt();
        commandAgeUs = in.getInt();
        state = in.get() & 0xff;
        refusal = in.get() & 0xff;
        refusedCommands = in.getShort() & 0xffff;
        for (int i = 0; i < values.length; i++) {
            values[i] = in.getFloat();
        }
    }
}
