package dev.creance.drivers.mqtt;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * One session with a broker by way of one client library. Everything but {@link #abort} is called from the link's own
 * thread; nothing waits longer than the time-out it is given. A transport is used for one session only.
 */
interface MqttTransport {
    /** What the library reports, on threads of its own. */
    interface Listener {
        /** Acknowledged (QoS 1) or written to the connection (QoS 0). */
        void delivered(long token);

        void refused(long token);

        void received(MqttReceived message);

        /** The session is over; nothing more will be delivered. */
        void lost(String reason);
    }

    /**
     * @param keepAliveS see {@link MqttSettings#keepAliveS}
     * @param will with its payload already encoded
     */
    record Opening(URI broker, String clientId, int keepAliveS, Optional<Packet> will, long timeoutNs) {}

    /** What goes over the wire. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier that is never compared
    record Packet(String topic, byte[] payload, int qos, boolean retained, long expiryS) {}

    /** What the broker takes: messages in flight, and bytes a packet. */
    record Limits(int window, long packetBytes) {}

    Limits connect(Opening opening, Listener listener) throws IOException;

    void subscribe(String filter, int qos, long timeoutNs) throws IOException;

    void publish(long token, Packet packet) throws IOException;

    /** Ends the session so that the broker forgets the will. */
    void disconnect(long timeoutNs) throws IOException;

    /** Cuts the connection without another word, on whichever thread; the broker publishes the will. */
    void abort();
}
