package dev.creance.drivers.mqtt;

import java.util.Optional;

/**
 * What a client says about itself around each session with a broker. Sessions are counted from 1 over all attempts to
 * connect, so that a will that arrives late can be told from the death of the session that followed it.
 */
public interface MqttPresence {
    /** One that says nothing: for listeners. */
    MqttPresence SILENT = new MqttPresence() {};

    /** What the broker publishes for us when the session ends without {@link #farewell}. */
    default Optional<MqttMessage> will(long session) {
        return Optional.empty();
    }

    /** Sent first in each session. */
    default Optional<MqttMessage> greeting(long session) {
        return Optional.empty();
    }

    /** Sent last, before a clean disconnect. */
    default Optional<MqttMessage> farewell(long session) {
        return Optional.empty();
    }
}
