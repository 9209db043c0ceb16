package dev.creance.drivers.mqtt;

import java.net.URI;
import java.util.concurrent.CompletableFuture;

/**
 * How a link behaves.
 *
 * @param broker {@code tcp://host:port}; may become known later, and may fail, which the link reports
 * @param clientId unique at the broker: a second client of the same name would throw the first one out
 * @param queueCapacity how many messages of {@link MqttMessage.Queueing#EACH} may wait, in flight included
 * @param window how many may be in flight at once; the broker's own limit goes before it. Mosquitto's default is 20
 * @param keepAliveS silence after which the broker is asked for a sign of life; twice that without one ends the session
 * @param connectTimeoutNs for each of: connection, its confirmation, subscribing, disconnecting
 * @param ackTimeoutNs how long a sent message may wait for its acknowledgement before the session is given up
 * @param backoff pauses between attempts to connect
 * @param closePatienceNs how long {@link MqttLink#close} waits for what is still queued
 */
public record MqttSettings(
        CompletableFuture<URI> broker,
        String clientId,
        int queueCapacity,
        int window,
        int keepAliveS,
        long connectTimeoutNs,
        long ackTimeoutNs,
        BackoffSettings backoff,
        long closePatienceNs) {
    /**
     * Pauses double from {@code firstNs} to {@code greatestNs}, each shortened at random by up to half, so that a fleet
     * that lost its broker does not come back in one wave.
     *
     * @param seed of the random part
     */
    public record BackoffSettings(long firstNs, long greatestNs, long seed) {
        public BackoffSettings {
            if (firstNs <= 0 || greatestNs < firstNs) {
                throw new IllegalArgumentException("firstNs=" + firstNs + ", greatestNs=" + greatestNs);
            }
        }
    }

    private static final long MS = 1_000_000;

    public MqttSettings {
        requireAtLeast("queueCapacity", queueCapacity, 1);
        requireAtLeast("window", window, 1);
        requireAtLeast("keepAliveS", keepAliveS, 1);
        requireAtLeast("connectTimeoutNs", connectTimeoutNs, MS);
        requireAtLeast("ackTimeoutNs", ackTimeoutNs, MS);
        requireAtLeast("closePatienceNs", closePatienceNs, 0);
    }

    /** The defaults for a broker that is known or will be. */
    public static MqttSettings of(CompletableFuture<URI> broker, String clientId) {
        return new MqttSettings(
                broker,
                clientId,
                4096,
                16,
                5,
                3000 * MS,
                10_000 * MS,
                new BackoffSettings(200 * MS, 10_000 * MS, clientId.hashCode()),
                2000 * MS);
    }

    public MqttSettings withQueueCapacity(int messages) {
        return new MqttSettings(
                broker,
                clientId,
                messages,
                window,
                keepAliveS,
                connectTimeoutNs,
                ackTimeoutNs,
                backoff,
                closePatienceNs);
    }

    /** Other limits of time; for tests and for slow networks. */
    public MqttSettings withTimeouts(int keepAliveSeconds, long connectNs, long ackNs) {
        return new MqttSettings(
                broker, clientId, queueCapacity, window, keepAliveSeconds, connectNs, ackNs, backoff, closePatienceNs);
    }

    public MqttSettings withBackoff(BackoffSettings pauses) {
        return new MqttSettings(
                broker,
                clientId,
                queueCapacity,
                window,
                keepAliveS,
                connectTimeoutNs,
                ackTimeoutNs,
                pauses,
                closePatienceNs);
    }

    private static void requireAtLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(name + "=" + value + " < " + least);
        }
    }
}
