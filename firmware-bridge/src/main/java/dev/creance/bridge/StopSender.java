package dev.creance.bridge;

import dev.creance.runtime.Directive;

/**
 * The stop path's own way to the device, past a tick that hangs: own buffers, own frames, each after a delimiter that ends
 * whatever the tick has left half-written. Thread-safe. Made by {@link HostEndpoint#stopSender}.
 */
public final class StopSender {
    private final Requests requests;
    private final Transmit transmit;
    private final FrameWriter writer = new FrameWriter();
    private final RequestMessage message = new RequestMessage();

    StopSender(Requests requests, boolean virtualTime, Transmit transmit) {
        this.requests = requests;
        this.transmit = transmit;
        writer.virtualTime(virtualTime);
    }

    /**
     * Sends the order {@link Protocol#STOP_COPIES} times under one nonce. Each call is a new order.
     *
     * @throws IllegalArgumentException for an order that does not stop anything
     */
    public synchronized void send(Directive directive, long nowNs) {
        MessageType type = Requests.type(directive);
        if (type != MessageType.STOP && type != MessageType.LAND && type != MessageType.DISARM) {
            throw new IllegalArgumentException("directive=" + directive + " is no order to stop");
        }
        int nonce = requests.nextNonce();
        for (int copy = 0; copy < Protocol.STOP_COPIES; copy++) {
            requests.write(writer, type, nonce, nowNs, message);
            writer.sendFlushed(transmit);
        }
    }
}
