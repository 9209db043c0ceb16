package dev.creance.bridge;

import dev.creance.runtime.DeviceState;
import dev.creance.runtime.Directive;
import dev.creance.runtime.HotPath;

/** Repeats the tick's directive, under one nonce, until the device reports it done. */
@HotPath
final class DirectiveSender {
    private final Requests requests;
    private final FrameWriter writer;
    private final Transmit transmit;
    private final RequestMessage message = new RequestMessage();
    private Directive pending = Directive.NONE;
    private int nonce;
    private AckResult result = AckResult.DONE;

    DirectiveSender(Requests requests, FrameWriter writer, Transmit transmit) {
        this.requests = requests;
        this.writer = writer;
        this.transmit = transmit;
    }

    void send(long nowNs, Directive directive, DeviceState state) {
        boolean fresh = directive != pending;
        pending = directive;
        if (fresh || result == AckResult.REFUSED_NONCE) {
            nonce = requests.nextNonce();
            result = AckResult.DONE;
        }
        if (isDone(directive, state)) {
            return;
        }
        int copies = fresh && directive == Directive.STOP ? Protocol.STOP_COPIES : 1;
        for (int copy = 0; copy < copies; copy++) {
            send(nowNs, Requests.type(directive), nonce);
        }
    }

    void clearStop(long nowNs) {
        send(nowNs, MessageType.CLEAR_STOP, requests.nextNonce());
    }

    private void send(long nowNs, MessageType type, int withNonce) {
        requests.write(writer, type, withNonce, nowNs, message);
        writer.sendFlushed(transmit);
    }

    private static boolean isDone(Directive directive, DeviceState state) {
        return switch (directive) {
            case NONE -> true;
            case ARM -> state == DeviceState.ARMED;
            case DISARM -> state == DeviceState.DISARMED || state == DeviceState.STOPPED;
            case LAND -> state != DeviceState.ARMED && state != DeviceState.LEVELLING;
            case STOP -> state == DeviceState.STOPPED;
        };
    }

    void acknowledged(MessageType type, int ofNonce, AckResult answered) {
        if (ofNonce == nonce && type == Requests.type(pending)) {
            result = answered;
        }
    }

    AckResult result() {
        return result;
    }
}
