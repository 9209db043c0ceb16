package dev.creance.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.creance.drivers.mqtt.Eventually;
import dev.creance.drivers.mqtt.Mosquitto;
import dev.creance.drivers.mqtt.MqttLink;
import dev.creance.drivers.mqtt.MqttMessage;
import dev.creance.drivers.mqtt.MqttPresence;
import dev.creance.drivers.mqtt.MqttSettings;
import dev.creance.drivers.mqtt.RealClock;
import dev.creance.drivers.mqtt.Subscriber;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class EmbeddedTelemetryTest extends TelemetryContract {
    private EmbeddedBroker broker;

    @BeforeEach
    void start() {
        broker = EmbeddedBroker.starting(List.of(0));
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Override
    URI broker() {
        return broker.address().join();
    }

    private static TelemetryConfig embedded(int... ports) {
        return new TelemetryConfig(
                TelemetryConfig.Mode.EMBEDDED,
                Optional.empty(),
                java.util.Arrays.stream(ports).boxed().toList(),
                "lab",
                10,
                4096);
    }

    @Test
    void aRobotThatBringsItsOwnBrokerSaysGoodbyeBeforeItTakesItAway() {
        int port = Mosquitto.freePort();
        TelemetrySink robot = TelemetrySink.open(embedded(port), Ticks.facts("run-own"), new RealClock())
                .orElseThrow();
        // Nobody has waited for the broker: these wait for it.
        new Ticks(robot::accept).run(100).events(50);
        Eventually.holds(() -> robot.report().eventsDelivered() == 50, robot::report);
        try (Subscriber fleet = new Subscriber(URI.create("tcp://127.0.0.1:" + port), "creance/v1/lab/#")) {
            assertThat(fleet.next("/birth").retained()).isTrue();
            new Ticks(robot::accept).events(500);

            robot.close();

            assertThat(json(fleet.next("/death")).path("events").asLong()).isEqualTo(550);
        }
        assertThat(robot.report().health()).isEqualTo(TelemetryReport.Health.CLOSED);
        assertThat(robot.report().flawless()).isTrue();
    }

    @Test
    void aSubscriberThatStopsReadingCostsItsOwnMessagesOnly() throws IOException {
        int count = 30_000;
        byte[] kilobyte = new byte[1024];
        MqttSettings settings = MqttSettings.of(broker.address(), "talker").withQueueCapacity(count);
        try (Socket deaf = deafSubscriber(broker().getPort());
                Subscriber healthy = new Subscriber(broker(), "creance/v1/lab/#");
                MqttLink talker = MqttLink.paho(settings, MqttPresence.SILENT, new RealClock())) {
            talker.start();
            // In portions, so that the healthy one does not fall behind by a ring on a busy machine.
            for (int portion = 0; portion < count; portion += 1000) {
                for (int i = 0; i < 1000; i++) {
                    talker.publish(MqttMessage.event("creance/v1/lab/crazyflie/event", () -> kilobyte));
                }
                for (int i = 0; i < 1000; i++) {
                    assertThat(healthy.next().payload()).hasSize(1024);
                }
            }
            Eventually.holds(() -> talker.counters().each().delivered() == count, talker::counters);
            assertThat(deaf.isConnected()).isTrue();
            // The ring, and what had been handed to the deaf one's connection before it was full.
            assertThat(broker.waitingMessages()).isLessThan(count / 2);
        }
    }

    /** Subscribes to everything at QoS 1 and never reads a byte. */
    private static Socket deafSubscriber(int port) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        byte[] connect = {0x10, 17, 0, 4, 'M', 'Q', 'T', 'T', 5, 2, 0, 0, 0, 0, 4, 'd', 'e', 'a', 'f'};
        byte[] subscribe = {(byte) 0x82, 7, 0, 1, 0, 0, 1, '#', 1};
        socket.getOutputStream().write(connect);
        socket.getOutputStream().write(subscribe);
        return socket;
    }

    @Test
    void theBrokerDoesNotTalkIntoAnybodysLog() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        log.start();
        root.addAppender(log);
        try {
            TelemetrySink robot = TelemetrySink.open(
                            embedded(Mosquitto.freePort()), Ticks.facts("run-quiet"), new RealClock())
                    .orElseThrow();
            new Ticks(robot::accept).run(100).events(10);
            Eventually.holds(() -> robot.report().eventsDelivered() == 10, robot::report);
            robot.close();
        } finally {
            root.detachAppender(log);
        }

        assertThat(log.list)
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .isEmpty();
    }

    @Test
    void aPortThatIsTakenMakesItUseTheNextOne() {
        int next = Mosquitto.freePort();
        try (EmbeddedBroker second = EmbeddedBroker.starting(List.of(broker().getPort(), next))) {
            assertThat(second.address().join().getPort()).isEqualTo(next);
        }
    }

    @Test
    void withoutAFreePortTheRobotGoesOnAndTheReportSaysWhy() {
        TelemetrySink robot = TelemetrySink.open(
                        embedded(broker().getPort()), Ticks.facts("run-noport"), new RealClock())
                .orElseThrow();
        new Ticks(robot::accept).events(100);
        Eventually.holds(() -> robot.report().health() == TelemetryReport.Health.UNREACHABLE, robot::report);
        robot.close();

        assertThat(robot.report().line()).contains("unreachable", "are taken", "telemetry.port", "100 events lost");
    }
}
