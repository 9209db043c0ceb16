package dev.creance.drivers.mqtt;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5ConnectBuilder;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishBuilder;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The same by way of HiveMQ's client: what shows that nothing above a transport depends on Paho. */
final class HiveMqTransport implements MqttTransport {
    private Mqtt5AsyncClient client;
    private Listener listener;

    @Override
    public Limits connect(Opening opening, Listener reports) throws IOException {
        listener = reports;
        client = Mqtt5Client.builder()
                .identifier(opening.clientId())
                .serverHost(opening.broker().getHost())
                .serverPort(opening.broker().getPort())
                .addDisconnectedListener(context -> listener.lost("connection lost: " + context.getCause()))
                .buildAsync();
        client.publishes(
                MqttGlobalPublishFilter.ALL,
                publish -> listener.received(new MqttReceived(
                        publish.getTopic().toString(),
                        publish.getPayloadAsBytes(),
                        publish.getQos().getCode(),
                        publish.isRetain())));
        Mqtt5ConnectBuilder.Send<CompletableFuture<Mqtt5ConnAck>> connect =
                client.connectWith().cleanStart(true).keepAlive(opening.keepAliveS());
        if (opening.will().isPresent()) {
            connect = connect.willPublish(publish(opening.will().get()));
        }
        Mqtt5ConnAck granted = await(connect.send(), opening.timeoutNs());
        return new Limits(
                granted.getRestrictions().getReceiveMaximum(),
                granted.getRestrictions().getMaximumPacketSize());
    }

    @Override
    public void subscribe(String filter, int qos, long timeoutNs) throws IOException {
        Object unused = await(
                client.subscribeWith()
                        .topicFilter(filter)
                        .qos(Objects.requireNonNull(MqttQos.fromCode(qos)))
                        .send(),
                timeoutNs);
    }

    @Override
    public void publish(long token, Packet packet) {
        CompletableFuture<Mqtt5PublishResult> unused = client.publish(publish(packet))
                .whenComplete((result, failure) -> {
                    if (failure == null && result.getError().isEmpty()) {
                        listener.delivered(token);
                    }
                });
    }

    private static Mqtt5Publish publish(Packet packet) {
        Mqtt5PublishBuilder.Complete publish = Mqtt5Publish.builder()
                .topic(packet.topic())
                .payload(packet.payload())
                .qos(Objects.requireNonNull(MqttQos.fromCode(packet.qos())))
                .retain(packet.retained());
        return packet.expiryS() == 0
                ? publish.build()
                : publish.messageExpiryInterval(packet.expiryS()).build();
    }

    @Override
    public void disconnect(long timeoutNs) throws IOException {
        Object unused = await(client.disconnect(), timeoutNs);
    }

    /** HiveMQ's client has no call that cuts a connection; what the contract asks is that nothing is waited for. */
    @Override
    public void abort() {
        CompletableFuture<Void> unused = client.disconnect();
    }

    private static <T> T await(Future<T> future, long timeoutNs) throws IOException {
        try {
            return future.get(timeoutNs, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + timeoutNs / 1_000_000 + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
