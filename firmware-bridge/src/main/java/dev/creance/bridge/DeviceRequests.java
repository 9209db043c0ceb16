package dev.creance.bridge;

import dev.creance.runtime.DeviceState;
import dev.creance.runtime.HotPath;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Arm, disarm, land, stop, clear: what moves the device's state, and the proof each needs. What makes the machine move needs
 * the whole proof; what stops it needs none but a whole frame.
 */
@HotPath
final class DeviceRequests {
    private final Schemas schemas;
    private final DeviceStates states;
    private final FaultLatch faults;
    private final RequestMessage request = new RequestMessage();
    private int session;
    private int challenge;
    private boolean haveNonce;
    private int usedNonce;

    DeviceRequests(Schemas schemas, DeviceStates states, FaultLatch faults) {
        this.schemas = schemas;
        this.states = states;
        this.faults = faults;
    }

    /** A new session with the challenge that arming must echo: CRC-32C of boot nonce and session. */
    void begin(int newSession, int bootNonce) {
        byte[] bytes = new byte[8];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(bootNonce).putInt(newSession);
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        session = newSession;
        challenge = (int) checksum.getValue();
        haveNonce = false;
    }

    int challenge() {
        return challenge;
    }

    /** The nonce of the request last handled. */
    int nonce() {
        return request.nonce;
    }

    AckResult handle(MessageType type, ByteBuffer payload, long nowNs) {
        request.read(payload);
        return switch (type) {
            case ARM -> arm(nowNs);
            case DISARM -> disarm();
            case LAND -> land(nowNs);
            case STOP -> stop();
            default -> clearStop();
        };
    }

    private AckResult proof() {
        if (request.session != session || request.challenge != challenge) {
            return AckResult.REFUSED_PROOF;
        }
        if (request.sensorsHash != schemas.sensors() || request.commandsHash != schemas.commands()) {
            return AckResult.REFUSED_SCHEMA;
        }
        return request.envelopeHash == schemas.envelope() ? AckResult.DONE : AckResult.REFUSED_ENVELOPE;
    }

    /** One nonce arms once: a copy delayed on the way cannot arm again what has been disarmed since. */
    private AckResult arm(long nowNs) {
        AckResult proof = proof();
        if (proof != AckResult.DONE || states.state() == DeviceState.ARMED) {
            return proof;
        }
        if (states.state() != DeviceState.DISARMED) {
            return AckResult.REFUSED_STATE;
        }
        if (nonceUsed()) {
            return AckResult.REFUSED_NONCE;
        }
        if (faults.forbidsArming()) {
            return AckResult.REFUSED_FAULT;
        }
        useNonce();
        faults.clearProtocol();
        states.arm(nowNs);
        return AckResult.DONE;
    }

    private boolean nonceUsed() {
        return haveNonce && Protocol.distance(usedNonce, request.nonce) <= 0;
    }

    private void useNonce() {
        haveNonce = true;
        usedNonce = request.nonce;
    }

    private AckResult disarm() {
        if (request.session != session || request.challenge != challenge) {
            return AckResult.REFUSED_PROOF;
        }
        if (states.state() == DeviceState.STOPPED) {
            return AckResult.REFUSED_STATE;
        }
        states.disarm();
        return AckResult.DONE;
    }

    private AckResult land(long nowNs) {
        states.land(nowNs);
        return AckResult.DONE;
    }

    private AckResult stop() {
        states.stop();
        return AckResult.DONE;
    }

    private AckResult clearStop() {
        if (request.session != session || request.challenge != challenge) {
            return AckResult.REFUSED_PROOF;
        }
        if (states.state() != DeviceState.STOPPED) {
            return states.state() == DeviceState.DISARMED ? AckResult.DONE : AckResult.REFUSED_STATE;
        }
        if (nonceUsed()) {
            return AckResult.REFUSED_NONCE;
        }
        useNonce();
        states.clearStop();
        return AckResult.DONE;
    }
}
