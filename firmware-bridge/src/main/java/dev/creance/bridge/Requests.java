package dev.creance.bridge;

import dev.creance.runtime.Directive;
import dev.creance.runtime.HotPath;
import java.util.concurrent.atomic.AtomicInteger;

/** What both senders of requests on the host, the tick and the stop path, share: the proof and the source of nonces. */
final class Requests {
    private final Schemas schemas;
    private final int session;
    private final AtomicInteger nonces = new AtomicInteger();

    /** The device's challenge, once it has answered. */
    private volatile int challenge;

    Requests(HostProfile profile) {
        schemas = profile.schemas();
        session = profile.session();
    }

    void challenge(int deviceChallenge) {
        challenge = deviceChallenge;
    }

    @HotPath
    int nextNonce() {
        return nonces.incrementAndGet();
    }

    /** Writes the request; its header's sequence is its nonce. */
    @HotPath
    void write(FrameWriter writer, MessageType type, int nonce, long nowNs, RequestMessage scratch) {
        scratch.nonce = nonce;
        scratch.session = session;
        scratch.challenge = challenge;
        scratch.schemas(schemas);
        scratch.write(writer.begin(type, 0, nonce, nowNs));
    }

    /** The message of a directive; null for none. */
    @HotPath
    static MessageType type(Directive directive) {
        return switch (directive) {
            case NONE -> null;
            case ARM -> MessageType.ARM;
            case DISARM -> MessageType.DISARM;
            case LAND -> MessageType.LAND;
            case STOP -> MessageType.STOP;
        };
    }
}
