package dev.creance.drivers.mqtt;

import dev.creance.drivers.mqtt.MqttTransport.Limits;
import dev.creance.drivers.mqtt.MqttTransport.Opening;
import dev.creance.drivers.mqtt.MqttTransport.Packet;
import dev.creance.runtime.Clock;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * One session with a broker, from the attempt to connect to its end. The link's thread runs it; the client library reports
 * to it on threads of its own. Reports that come after the end are ignored.
 */
final class MqttSession implements MqttTransport.Listener {
    /** How long a farewell may take after the link's patience is over, and the disconnect after that. */
    static final long FAREWELL_NS = 500_000_000;

    /** Fixed header, topic length, packet identifier and properties: no packet of ours has more beside topic and payload. */
    private static final int PACKET_OVERHEAD_BYTES = 32;

    /** What a session shares with its link. */
    record Shared(
            MqttSettings settings,
            MqttPresence presence,
            Clock clock,
            Monitor monitor,
            Outbox outbox,
            TopicRouter router) {}

    private final long number;
    private final MqttTransport transport;
    private final Shared shared;
    private final Monitor monitor;
    private final Outbox outbox;
    private final Clock clock;
    private Limits limits = new Limits(1, Long.MAX_VALUE);
    private int subscribed;
    private boolean over;
    private String reason = "";
    private long closeByNs = Long.MAX_VALUE;

    MqttSession(long number, MqttTransport transport, Shared shared) {
        this.number = number;
        this.transport = transport;
        this.shared = shared;
        this.monitor = shared.monitor();
        this.outbox = shared.outbox();
        this.clock = shared.clock();
    }

    void connect(URI broker) throws IOException {
        MqttSettings settings = shared.settings();
        Optional<Packet> will = shared.presence()
                .will(number)
                .map(message -> packet(message, message.payload().get(), message.expiryS()));
        Opening opening =
                new Opening(broker, settings.clientId(), settings.keepAliveS(), will, settings.connectTimeoutNs());
        limits = transport.connect(opening, this);
    }

    /** Greets, then sends until the session breaks or the link is closed; then says farewell. */
    void run() {
        try {
            sendOwn(shared.presence().greeting(number));
            while (!monitor.reading(this::finished)) {
                subscribeNew();
                Outbox.Entry entry = monitor.changing(() -> sendable() ? outbox.take(clock.nowNs()) : null);
                if (entry != null) {
                    send(entry);
                } else {
                    awaitWork();
                }
            }
            if (!monitor.reading(() -> over)) {
                sayFarewell();
            }
        } catch (IOException e) {
            lost(text(e));
        } catch (RuntimeException e) {
            lost("the link failed: " + e);
        }
    }

    private boolean sendable() {
        return !over && outbox.hasWaiting() && outbox.inFlight() < window();
    }

    private int window() {
        return Math.min(shared.settings().window(), limits.window());
    }

    private boolean finished() {
        return over || (closeByNs != Long.MAX_VALUE && (outbox.isEmpty() || clock.nowNs() >= closeByNs));
    }

    /** Waits until there is something to send or to decide, and gives the session up where nothing is acknowledged. */
    private void awaitWork() {
        long ackTimeoutNs = shared.settings().ackTimeoutNs();
        long plannedCloseNs = monitor.reading(() -> closeByNs);
        long oldestSentNs = monitor.reading(outbox::oldestSentNs);
        long nowNs = clock.nowNs();
        long ackInNs = oldestSentNs == Long.MAX_VALUE ? ackTimeoutNs : oldestSentNs + ackTimeoutNs - nowNs;
        if (ackInNs <= 0) {
            lost("no acknowledgement within " + ackTimeoutNs / 1_000_000 + " ms: the broker stalls");
            return;
        }
        long closeInNs = plannedCloseNs == Long.MAX_VALUE ? Long.MAX_VALUE : plannedCloseNs - nowNs;
        monitor.await(
                () -> finished()
                        || sendable()
                        || closeByNs != plannedCloseNs
                        || subscribed < shared.router().subscriptions().size(),
                Math.min(ackInNs, closeInNs));
    }

    private void subscribeNew() throws IOException {
        List<TopicRouter.Subscription> wanted = shared.router().subscriptions();
        while (subscribed < wanted.size()) {
            TopicRouter.Subscription next = wanted.get(subscribed);
            transport.subscribe(next.filter(), next.qos(), shared.settings().connectTimeoutNs());
            subscribed++;
        }
    }

    private void sendOwn(Optional<MqttMessage> message) throws IOException {
        if (message.isPresent()) {
            send(monitor.changing(() -> outbox.takeOwn(message.get(), clock.nowNs())));
        }
    }

    private void send(Outbox.Entry entry) throws IOException {
        MqttMessage message = entry.message;
        try {
            if (entry.payload == null) {
                entry.payload = message.payload().get();
            }
        } catch (RuntimeException encoders) {
            monitor.change(() -> outbox.undelivered(entry.token, DropReason.NOT_ENCODED));
            return;
        }
        int topicBytes = message.topic().getBytes(StandardCharsets.UTF_8).length;
        if ((long) PACKET_OVERHEAD_BYTES + topicBytes + entry.payload.length > limits.packetBytes()) {
            monitor.change(() -> outbox.undelivered(entry.token, DropReason.TOO_LARGE));
            return;
        }
        transport.publish(entry.token, packet(message, entry.payload, entry.expiryS(clock.nowNs())));
    }

    private static Packet packet(MqttMessage message, byte[] payload, long expiryS) {
        return new Packet(message.topic(), payload, message.qos(), message.retained(), expiryS);
    }

    private void sayFarewell() throws IOException {
        sendOwn(shared.presence().farewell(number));
        monitor.await(() -> over || outbox.inFlight() == 0, FAREWELL_NS);
        if (monitor.reading(() -> outbox.inFlight() > 0)) {
            lost("no acknowledgement of the farewell: the broker stalls");
        }
        transport.disconnect(FAREWELL_NS);
    }

    /** Ends {@link #run} once everything is sent, or at the latest then. Called under the monitor. */
    void closeBy(long atNs) {
        closeByNs = atNs;
    }

    /** After {@link #run}: whatever is still reported no longer counts. Returns why it ended; empty where we ended it. */
    String end() {
        String why = monitor.changing(() -> {
            String first = reason;
            over = true;
            outbox.sessionLost();
            return first;
        });
        transport.abort();
        return why;
    }

    void abort() {
        transport.abort();
    }

    /** Why it is over; empty where we ended it, or it is not. Called under the monitor. */
    String reason() {
        return reason;
    }

    /** Called under the monitor. */
    boolean isOver() {
        return over;
    }

    @Override
    public void delivered(long token) {
        inSession(() -> outbox.delivered(token));
    }

    @Override
    public void refused(long token) {
        inSession(() -> outbox.undelivered(token, DropReason.REFUSED));
    }

    @Override
    public void received(MqttReceived message) {
        shared.router().dispatch(message);
    }

    @Override
    public void lost(String why) {
        inSession(() -> {
            over = true;
            reason = why;
        });
    }

    private void inSession(Runnable change) {
        monitor.change(() -> {
            if (!over) {
                change.run();
            }
        });
    }

    static String text(Exception e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
