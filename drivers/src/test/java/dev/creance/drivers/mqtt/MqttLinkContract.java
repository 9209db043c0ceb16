package dev.creance.drivers.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.drivers.mqtt.MqttMessage.Queueing;
import dev.creance.drivers.mqtt.MqttSettings.BackoffSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a link does whichever client library is under it, shown with a real broker (mosquitto). */
abstract class MqttLinkContract {
    private static final long MS = 1_000_000;

    @TempDir
    Path folder;

    abstract MqttTransport transport();

    private MqttLink link(URI broker, MqttPresence presence, int capacity) {
        MqttSettings settings = MqttSettings.of(CompletableFuture.completedFuture(broker), "under-test")
                .withTimeouts(1, 3000 * MS, 1000 * MS)
                .withBackoff(new BackoffSettings(20 * MS, 100 * MS, 7))
                .withQueueCapacity(capacity);
        return new QueuedMqttLink(settings, presence, new RealClock(), this::transport);
    }

    private MqttLink link(URI broker) {
        return link(broker, MqttPresence.SILENT, 4096);
    }

    private static MqttMessage event(int number) {
        return MqttMessage.event("test/event", () -> Integer.toString(number).getBytes(UTF_8));
    }

    private static List<String> take(Subscriber subscriber, int count) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(Subscriber.text(subscriber.next()));
        }
        return texts;
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }

    private static MqttPresence presence() {
        return new MqttPresence() {
            private Optional<MqttMessage> say(String topic, long session) {
                return Optional.of(
                        MqttMessage.retained(topic, () -> Long.toString(session).getBytes(UTF_8)));
            }

            @Override
            public Optional<MqttMessage> will(long session) {
                return say("test/will", session);
            }

            @Override
            public Optional<MqttMessage> greeting(long session) {
                return say("test/greeting", session);
            }

            @Override
            public Optional<MqttMessage> farewell(long session) {
                return say("test/farewell", session);
            }
        };
    }

    @Test
    void everyEventArrivesInOrder() {
        try (Mosquitto broker = Mosquitto.started(folder);
                Subscriber subscriber = new Subscriber(broker.uri(), "test/#");
                MqttLink link = link(broker.uri())) {
            link.start();
            IntStream.range(0, 1000).forEach(i -> link.publish(event(i)));

            assertThat(take(subscriber, 1000)).isEqualTo(numbers(0, 1000));
            Eventually.holds(() -> link.counters().each().delivered() == 1000, link::counters);
            assertThat(link.counters().each()).isEqualTo(new MqttCounters.Tally(1000, 1000, java.util.Map.of(), 0));
        }
    }

    @Test
    void eventsPublishedBeforeThereIsABrokerArriveOnceThereIs() {
        try (Mosquitto broker = Mosquitto.stopped(folder, "max_queued_messages 0");
                MqttLink link = link(broker.uri(), presence(), 4096)) {
            link.start();
            IntStream.range(0, 100).forEach(i -> link.publish(event(i)));
            Eventually.holds(() -> link.counters().failedAttempts() > 2, link::counters);

            broker.start();

            try (Subscriber subscriber = new Subscriber(broker.uri(), "test/#")) {
                Eventually.holds(() -> link.counters().each().waiting() == 0, link::counters);
                link.publish(event(100));
                // Those that went out before the subscriber had subscribed are not for it.
                String first = Subscriber.text(subscriber.next("test/event"));
                int from = Integer.parseInt(first);
                assertThat(take(subscriber, 100 - from)).isEqualTo(numbers(from + 1, 101));
                assertThat(link.counters().each().delivered()).isGreaterThanOrEqualTo(100);
            }
        }
    }

    @Test
    void whatWasUnderWayWhenTheConnectionBrokeIsSentAgainInOrder() throws IOException {
        try (Mosquitto broker = Mosquitto.started(folder);
                Wire wire = new Wire(broker.uri());
                Subscriber subscriber = new Subscriber(broker.uri(), "test/#");
                MqttLink link = link(wire.uri())) {
            link.start();
            for (int cut = 0; cut < 5; cut++) {
                int from = cut * 200;
                IntStream.range(from, from + 200).forEach(i -> link.publish(event(i)));
                long before = link.counters().sessions();
                Eventually.holds(() -> link.counters().connected(), link::counters);
                wire.cut();
                Eventually.holds(() -> link.counters().sessions() > before, link::counters);
            }
            List<String> firsts = new ArrayList<>();
            while (!firsts.contains("999")) {
                String next = Subscriber.text(subscriber.next());
                if (!firsts.contains(next)) {
                    firsts.add(next);
                }
            }

            assertThat(firsts).isEqualTo(numbers(0, 1000));
            assertThat(link.counters().reconnects()).isGreaterThanOrEqualTo(4);
        }
    }

    @Test
    void theWillArrivesWhenTheConnectionIsCutAndTheGreetingIsSaidAgain() throws IOException {
        try (Mosquitto broker = Mosquitto.started(folder);
                Wire wire = new Wire(broker.uri());
                Subscriber subscriber = new Subscriber(broker.uri(), "test/#");
                MqttLink link = link(wire.uri(), presence(), 10)) {
            link.start();
            assertThat(Subscriber.text(subscriber.next("greeting"))).isEqualTo("1");

            wire.cut();

            assertThat(Subscriber.text(subscriber.next("will"))).isEqualTo("1");
            assertThat(Subscriber.text(subscriber.next("greeting"))).isEqualTo("2");
            try (Subscriber later = new Subscriber(broker.uri(), "test/greeting")) {
                MqttReceived kept = later.next();
                assertThat(kept.retained()).isTrue();
                assertThat(Subscriber.text(kept)).isEqualTo("2");
            }
        }
    }

    @Test
    void closingSendsWhatIsQueuedThenTheFarewellAndNoWill() {
        try (Mosquitto broker = Mosquitto.started(folder);
                Subscriber subscriber = new Subscriber(broker.uri(), "test/#")) {
            try (MqttLink link = link(broker.uri(), presence(), 4096)) {
                link.start();
                Eventually.holds(() -> link.counters().connected(), link::counters);
                IntStream.range(0, 300).forEach(i -> link.publish(event(i)));
            }

            assertThat(Subscriber.text(subscriber.next())).isEqualTo("1");
            assertThat(take(subscriber, 300)).isEqualTo(numbers(0, 300));
            assertThat(subscriber.next().topic()).isEqualTo("test/farewell");
            // Had the broker published a will, it would have come before a message sent after that.
            try (MqttLink other = link(broker.uri())) {
                other.start();
                other.publish(event(-1));
                assertThat(Subscriber.text(subscriber.next())).isEqualTo("-1");
            }
        }
    }

    @Test
    void withoutABrokerOnlyTheNewestValueAndTheOldestEventsWait() {
        URI nobody = URI.create("tcp://127.0.0.1:" + Mosquitto.freePort());
        MqttLink link = link(nobody, MqttPresence.SILENT, 10);
        link.start();
        for (int i = 0; i < 100; i++) {
            int number = i;
            link.publish(MqttMessage.latest(
                    "test/state", () -> Integer.toString(number).getBytes(UTF_8), 0));
            link.publish(event(i));
        }

        MqttCounters before = link.counters();
        link.close();
        MqttCounters after = link.counters();

        assertThat(before.latest().waiting()).isEqualTo(1);
        assertThat(before.latest().dropped(DropReason.SUPERSEDED)).isEqualTo(99);
        assertThat(before.each().waiting()).isEqualTo(10);
        assertThat(before.each().dropped(DropReason.QUEUE_FULL)).isEqualTo(90);
        assertThat(after.each().dropped(DropReason.CLOSED)).isEqualTo(10);
        assertThat(after.each().waiting()).isZero();
        assertThat(after.sessions()).isZero();
        assertThat(after.lastFailure()).contains(nobody.getHost());
    }

    @Test
    void aStalledBrokerHoldsUpNobodyAndIsReportedAndGetsTheEventsWhenItGoesOn() {
        try (Mosquitto broker = Mosquitto.started(folder);
                Subscriber subscriber = new Subscriber(broker.uri(), "test/#");
                MqttLink link = link(broker.uri())) {
            link.start();
            Eventually.holds(() -> link.counters().connected(), link::counters);
            broker.suspend();

            // Were publishing to wait for the broker, this would never end: the broker goes on only afterwards.
            IntStream.range(0, 2000).forEach(i -> link.publish(event(i)));
            Eventually.holds(() -> link.counters().lostSessions() > 0, link::counters);
            assertThat(link.counters().lastFailure()).isNotEmpty();
            assertThat(link.counters().each().delivered()).isZero();
            broker.resume();

            List<String> firsts = new ArrayList<>();
            while (!firsts.contains("1999")) {
                String next = Subscriber.text(subscriber.next());
                if (!firsts.contains(next)) {
                    firsts.add(next);
                }
            }
            assertThat(firsts).isEqualTo(numbers(0, 2000));
        }
    }

    @Test
    void anIdleLinkNoticesThatItsBrokerStalls() {
        try (Mosquitto broker = Mosquitto.started(folder);
                MqttLink link = link(broker.uri())) {
            link.start();
            Eventually.holds(() -> link.counters().connected(), link::counters);

            broker.suspend();

            Eventually.holds(() -> link.counters().lostSessions() > 0, link::counters);
            broker.resume();
        }
    }

    @Test
    void subscriptionsSurviveTheLossOfTheBroker() {
        LinkedBlockingQueue<MqttReceived> plain = new LinkedBlockingQueue<>();
        LinkedBlockingQueue<MqttReceived> shared = new LinkedBlockingQueue<>();
        try (Mosquitto broker = Mosquitto.started(folder);
                MqttLink listener = link(broker.uri())) {
            listener.subscribe("test/+", 1, plain::add);
            listener.start();
            Eventually.holds(() -> listener.counters().connected(), listener::counters);
            listener.subscribe("$share/group/other/#", 1, shared::add);
            broker.kill();
            Eventually.holds(() -> listener.counters().lostSessions() > 0, listener::counters);
            broker.start();

            MqttSettings settings = MqttSettings.of(CompletableFuture.completedFuture(broker.uri()), "talker");
            try (MqttLink talker =
                    new QueuedMqttLink(settings, MqttPresence.SILENT, new RealClock(), PahoTransport::new)) {
                talker.start();
                Eventually.holds(
                        () -> {
                            talker.publish(event(1));
                            talker.publish(MqttMessage.event("other/deep/down", () -> new byte[] {2}));
                            return !plain.isEmpty() && !shared.isEmpty();
                        },
                        listener::counters);
            }
        }
        assertThat(plain.element().topic()).isEqualTo("test/event");
        assertThat(shared.element().payload()).containsExactly(2);
    }

    @Test
    void peersThatHangUpAtOnceOrNeverAnswerAreGivenUpWithoutLeavingThreadsBehind() throws IOException {
        for (boolean hangUp : new boolean[] {true, false}) {
            List<Socket> open = new ArrayList<>();
            try (ServerSocket rude = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
                Thread.ofPlatform().daemon().start(() -> {
                    while (!rude.isClosed()) {
                        try {
                            Socket taken = rude.accept();
                            open.add(taken);
                            if (hangUp) {
                                taken.close();
                            }
                        } catch (IOException closed) {
                            return;
                        }
                    }
                });
                MqttSettings settings = MqttSettings.of(
                                CompletableFuture.completedFuture(URI.create("tcp://127.0.0.1:" + rude.getLocalPort())),
                                "under-test")
                        .withTimeouts(1, 200 * MS, 1000 * MS)
                        .withBackoff(new BackoffSettings(MS, MS, 7));
                MqttLink link = new QueuedMqttLink(settings, MqttPresence.SILENT, new RealClock(), this::transport);
                link.start();
                Eventually.holds(() -> link.counters().failedAttempts() >= 10, link::counters);
                link.close();
                assertThat(link.counters().sessions()).isZero();
            }
            Eventually.holds(() -> clientThreads().isEmpty(), MqttLinkContract::clientThreads);
        }
    }

    /** Paho's threads carry the client's name; HiveMQ's are one shared pool, which stays. */
    private static List<String> clientThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains("under-test"))
                .toList();
    }

    @Test
    void aMessageTheBrokerWouldNotTakeIsDroppedAndTheRestGoesOn() {
        try (Mosquitto broker = Mosquitto.started(folder, "max_packet_size 1000");
                Subscriber subscriber = new Subscriber(broker.uri(), "test/#");
                MqttLink link = link(broker.uri())) {
            link.start();
            link.publish(new MqttMessage("test/event", () -> new byte[2000], 1, false, 0, Queueing.EACH));
            link.publish(MqttMessage.event("test/event", () -> {
                throw new IllegalStateException("cannot be encoded");
            }));
            link.publish(event(1));

            assertThat(Subscriber.text(subscriber.next())).isEqualTo("1");
            assertThat(link.counters().each().dropped(DropReason.TOO_LARGE)).isEqualTo(1);
            assertThat(link.counters().each().dropped(DropReason.NOT_ENCODED)).isEqualTo(1);
            assertThat(link.counters().lostSessions()).isZero();
        }
    }

    @Test
    void aSubscriberThatThrowsIsCountedAndHarmsNobody() {
        LinkedBlockingQueue<MqttReceived> second = new LinkedBlockingQueue<>();
        try (Mosquitto broker = Mosquitto.started(folder);
                MqttLink link = link(broker.uri())) {
            link.subscribe("test/#", 0, message -> {
                throw new IllegalStateException("mine");
            });
            link.subscribe("test/event", 0, second::add);
            link.start();
            link.publish(event(1));

            Eventually.holds(() -> !second.isEmpty(), link::counters);
            assertThat(link.counters().failedHandlers()).isPositive();
            assertThat(link.counters().lostSessions()).isZero();
        }
    }
}
