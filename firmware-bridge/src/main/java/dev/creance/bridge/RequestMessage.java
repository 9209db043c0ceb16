package dev.creance.bridge;

import dev.creance.runtime.HotPath;
import java.nio.ByteBuffer;

/** Payload of ARM, DISARM, LAND, STOP and CLEAR_STOP: what proves that this host means this device, now. */
@HotPath
final class RequestMessage {
    int nonce;
    int session;
    int challenge;
    long sensorsHash;
    long commandsHash;
    long envelopeHash;

    void write(ByteBuffer out) {
        out.putInt(nonce).putInt(session).putInt(challenge);
        out.putLong(sensorsHash).putLong(commandsHash).putLong(envelopeHash);
    }

    void read(ByteBuffer in) {
        nonce = in.getInt();
        session = in.getInt();
        challenge = in.getInt();
        sensorsHash = in.getLong();
        commandsHash = in.getLong();
        envelopeHash = in.getLong();
    }

    void schemas(Schemas schemas) {
        sensorsHash = schemas.sensors();
        commandsHash = schemas.commands();
        envelopeHash = schemas.envelope();
    }
}
