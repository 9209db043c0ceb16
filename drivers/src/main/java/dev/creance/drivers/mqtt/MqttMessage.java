package dev.creance.drivers.mqtt;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * One message on its way out. Its payload is encoded on the link's own thread, just before it is sent, so that publishing
 * costs the caller nothing but handing over a value.
 *
 * @param topic without wildcards
 * @param payload called once, on the link's thread
 * @param qos 0 (at most once) or 1 (at least once)
 * @param retained whether the broker keeps it for those who subscribe later
 * @param expiryS after how many seconds it is worthless, both in our queue and in the broker; 0 for never
 * @param queueing what happens while it cannot be sent
 */
public record MqttMessage(
        String topic, Supplier<byte[]> payload, int qos, boolean retained, int expiryS, Queueing queueing) {
    /** What happens to a message while it cannot be sent. */
    public enum Queueing {
        /** Every message waits for its turn, in order, in the link's bounded queue. */
        EACH,
        /** Only the newest message of a topic waits; it takes the place of the one before. */
        LATEST
    }

    public MqttMessage {
        Objects.requireNonNull(payload, "payload");
        Objects.requireNonNull(queueing, "queueing");
        if (topic.isEmpty() || topic.indexOf('+') >= 0 || topic.indexOf('#') >= 0 || topic.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("topic '" + topic + "' is empty or holds +, # or NUL");
        }
        if (qos < 0 || qos > 1) {
            throw new IllegalArgumentException("qos=" + qos + " is neither 0 nor 1");
        }
        if (expiryS < 0) {
            throw new IllegalArgumentException("expiryS=" + expiryS + " < 0");
        }
    }

    /** An event: delivered at least once, in order, kept until then. */
    public static MqttMessage event(String topic, Supplier<byte[]> payload) {
        return new MqttMessage(topic, payload, 1, false, 0, Queueing.EACH);
    }

    /** A value that the next one replaces: delivered at most once, while it is fresh. */
    public static MqttMessage latest(String topic, Supplier<byte[]> payload, int expiryS) {
        return new MqttMessage(topic, payload, 0, false, expiryS, Queueing.LATEST);
    }

    /** A fact that whoever subscribes later must know too. */
    public static MqttMessage retained(String topic, Supplier<byte[]> payload) {
        return new MqttMessage(topic, payload, 1, true, 0, Queueing.EACH);
    }
}
