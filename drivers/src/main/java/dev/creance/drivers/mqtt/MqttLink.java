package dev.creance.drivers.mqtt;

import dev.creance.runtime.Clock;
import java.util.function.Consumer;

/**
 * A connection to an MQTT 5 broker that looks after itself: it connects, and connects again, on its own thread, and keeps
 * what must not be lost meanwhile. No method but {@link #close} waits for the network, and none throws because of it; what
 * goes wrong is counted. Still not for the tick thread: publishing allocates and takes a short lock.
 *
 * <pre>{@code
 * try (MqttLink link = MqttLink.paho(MqttSettings.of(broker, "robot-7"), MqttPresence.SILENT, clock)) {
 *     link.start();
 *     link.publish(MqttMessage.event("creance/v1/lab/robot-7/event", () -> json));
 * }
 * }</pre>
 */
public interface MqttLink extends AutoCloseable {
    /** A link over Eclipse Paho. */
    static MqttLink paho(MqttSettings settings, MqttPresence presence, Clock clock) {
        return new QueuedMqttLink(settings, presence, clock, PahoTransport::new);
    }

    /** Begins to connect; returns at once. */
    void start();

    /**
     * Hands a message over.
     *
     * @return false where it was dropped at once: the queue is full or the link closed
     */
    boolean publish(MqttMessage message);

    /**
     * Takes every message that matches, now and after each reconnect. Several subscriptions may match the same message;
     * each takes it.
     *
     * @param filter with {@code +} and {@code #}; may be a {@code $share/group/…}
     * @param handler called on the link's receiving thread; must not wait
     */
    void subscribe(String filter, int qos, Consumer<MqttReceived> handler);

    MqttCounters counters();

    /**
     * Sends what is queued and says farewell, then disconnects. Waits for that no longer than
     * {@link MqttSettings#closePatienceNs}, and not at all where there is no session and none in the making.
     */
    @Override
    void close();
}
