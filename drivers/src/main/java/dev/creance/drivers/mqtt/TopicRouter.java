package dev.creance.drivers.mqtt;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Hands each message that arrives to those whose filter matches. Ours, because Paho's listeners per topic are never called
 * for shared subscriptions (its issue 827).
 */
final class TopicRouter {
    record Subscription(String filter, int qos, TopicFilter match, Consumer<MqttReceived> handler) {}

    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong failedHandlers = new AtomicLong();

    void add(String filter, int qos, Consumer<MqttReceived> handler) {
        subscriptions.add(new Subscription(filter, qos, new TopicFilter(filter), handler));
    }

    /** In the order they were added; later ones are appended. */
    List<Subscription> subscriptions() {
        return subscriptions;
    }

    void dispatch(MqttReceived message) {
        received.incrementAndGet();
        for (Subscription subscription : subscriptions) {
            if (subscription.match().matches(message.topic())) {
                try {
                    subscription.handler().accept(message);
                } catch (RuntimeException handlersOwn) {
                    failedHandlers.incrementAndGet();
                }
            }
        }
    }

    long received() {
        return received.get();
    }

    long failedHandlers() {
        return failedHandlers.get();
    }
}
