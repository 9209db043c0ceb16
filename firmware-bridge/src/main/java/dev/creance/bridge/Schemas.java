package dev.creance.bridge;

import dev.creance.runtime.HotPath;
import dev.creance.runtime.Layout;
import java.nio.ByteBuffer;

/** The three hashes that both ends must share before anything moves. */
public record Schemas(long sensors, long commands, long envelope) {
    static final int BYTES = 24;

    static Schemas of(Layout sensors, Layout commands, Envelope envelope) {
        if (sensors.size() > Protocol.maxSensorChannels()) {
            throw new IllegalArgumentException(
                    "sensor channels=" + sensors.size() + " > maxSensorChannels=" + Protocol.maxSensorChannels());
        }
        if (envelope.limits().size() != commands.size()) {
            throw new IllegalArgumentException(
                    "envelope limits=" + envelope.limits().size() + " != command channels=" + commands.size());
        }
        return new Schemas(sensors.hash(), commands.hash(), envelope.hash());
    }

    @HotPath
    void write(ByteBuffer out) {
        out.putLong(sensors).putLong(commands).putLong(envelope);
    }

    static Schemas read(ByteBuffer in) {
        return new Schemas(in.getLong(), in.getLong(), in.getLong());
    }

    boolean sameLayouts(Schemas other) {
        return sensors == other.sensors && commands == other.commands;
    }
}
