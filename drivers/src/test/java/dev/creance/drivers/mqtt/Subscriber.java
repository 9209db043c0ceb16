package dev.creance.drivers.mqtt;

import static org.assertj.core.api.Assertions.fail;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Listens at a broker by way of another client library (HiveMQ's) than the one under test. */
public final class Subscriber implements AutoCloseable {
    private static final long LIMIT_S = 60;

    private final Mqtt5AsyncClient client;
    private final BlockingQueue<MqttReceived> received = new LinkedBlockingQueue<>();

    public Subscriber(URI broker, String filter) {
        client = Mqtt5Client.builder()
                .identifier("subscriber-" + UUID.randomUUID())
                .serverHost(broker.getHost())
                .serverPort(broker.getPort())
                .buildAsync();
        client.publishes(MqttGlobalPublishFilter.ALL, this::take);
        client.connect().orTimeout(LIMIT_S, TimeUnit.SECONDS).join();
        client.subscribeWith()
                .topicFilter(filter)
                .qos(MqttQos.AT_LEAST_ONCE)
                .send()
                .orTimeout(LIMIT_S, TimeUnit.SECONDS)
                .join();
    }

    private void take(Mqtt5Publish publish) {
        received.add(new MqttReceived(
                publish.getTopic().toString(),
                publish.getPayloadAsBytes(),
                publish.getQos().getCode(),
                publish.isRetain()));
    }

    /** The next message, whatever it is. */
    public MqttReceived next() {
        try {
            MqttReceived message = received.poll(LIMIT_S, TimeUnit.SECONDS);
            return message == null ? fail("no message arrived") : message;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next message whose topic ends so; those before it are thrown away. */
    public MqttReceived next(String topicEnd) {
        MqttReceived message = next();
        while (!message.topic().endsWith(topicEnd)) {
            message = next();
        }
        return message;
    }

    /** How many have arrived and were not taken yet. */
    public int waiting() {
        return received.size();
    }

    public static String text(MqttReceived message) {
        return new String(message.payload(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.disconnect().exceptionally(alreadyGone -> null).join();
    }
}
