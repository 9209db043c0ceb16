package dev.creance.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.creance.drivers.mqtt.Eventually;
import dev.creance.drivers.mqtt.Mosquitto;
import dev.creance.drivers.mqtt.MqttReceived;
import dev.creance.drivers.mqtt.MqttSettings.BackoffSettings;
import dev.creance.drivers.mqtt.RealClock;
import dev.creance.drivers.mqtt.Subscriber;
import dev.creance.drivers.mqtt.Wire;
import dev.creance.fleet.TelemetryReport.Health;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A broker that is absent, killed or stalled. In each case the flight is over before the broker is brought back, so had any
 * tick waited for the broker, the test would never end. The robot's wire is unplugged while the broker is away, so that the
 * subscriber is back before the robot is.
 */
class OutageTest {
    private static final long MS = 1_000_000;
    private static final int EVENTS = 2000;

    @TempDir
    Path folder;

    private Mosquitto broker;

    @BeforeEach
    void prepare() {
        broker = Mosquitto.stopped(folder, "max_queued_messages 0");
    }

    @AfterEach
    void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    private static TelemetrySink robot(URI broker, int eventQueue) {
        return TelemetrySink.open(
                        PublishingRobot.config(broker, eventQueue),
                        Ticks.facts("run-1"),
                        new RealClock(),
                        settings -> settings.withTimeouts(1, 3000 * MS, 1000 * MS)
                                .withBackoff(new BackoffSettings(20 * MS, 200 * MS, 1)))
                .orElseThrow();
    }

    private Subscriber fleet() {
        return new Subscriber(broker.uri(), "creance/v1/lab/#");
    }

    /** Numbers of the events up to this one, each at its first arrival. */
    private static List<Long> eventsUpTo(long last, Subscriber fleet) {
        List<Long> firsts = new ArrayList<>();
        while (!firsts.contains(last)) {
            long seq = TelemetryContract.json(fleet.next("/event")).path("seq").asLong();
            if (!firsts.contains(seq)) {
                firsts.add(seq);
            }
        }
        return firsts;
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    @Test
    void absentAtTheStartItGetsEveryEventOnceItIsThere() throws IOException {
        try (Wire wire = new Wire(broker.uri());
                TelemetrySink robot = robot(wire.uri(), 4096)) {
            wire.unplug();
            new Ticks(robot::accept).run(10_000).events(EVENTS);
            Eventually.holds(() -> robot.report().health() == Health.UNREACHABLE, robot::report);
            assertThat(robot.report().eventsWaiting()).isEqualTo(EVENTS);
            assertThat(robot.report().line()).contains("unreachable", EVENTS + " events waiting", "last failure");

            broker.start();
            try (Subscriber fleet = fleet()) {
                wire.plug();
                assertThat(eventsUpTo(EVENTS, fleet)).isEqualTo(numbers(1, EVENTS));
                Eventually.holds(() -> robot.report().eventsDelivered() == EVENTS, robot::report);
            }
        }
    }

    @Test
    void killedInMidFlightItGetsTheBirthAgainAndWhatItMissed() throws IOException {
        broker.start();
        try (Wire wire = new Wire(broker.uri());
                TelemetrySink robot = robot(wire.uri(), 4096)) {
            Ticks ticks = new Ticks(robot::accept).events(100);
            Eventually.holds(() -> robot.report().eventsDelivered() == 100, robot::report);

            broker.kill();
            wire.unplug();
            ticks.run(10_000).events(EVENTS);
            Eventually.holds(() -> robot.report().health() == Health.LOST, robot::report);
            assertThat(robot.report().line()).contains("telemetry: lost", EVENTS + " events waiting");

            broker.start();
            try (Subscriber fleet = fleet()) {
                wire.plug();
                MqttReceived birth = fleet.next();
                JsonNode again = TelemetryContract.json(birth);
                assertThat(birth.topic()).endsWith("/birth");
                assertThat(again.path("birth").asLong()).isGreaterThan(1);
                assertThat(again.path("run").asText()).isEqualTo("run-1");
                assertThat(eventsUpTo(100 + EVENTS, fleet)).isEqualTo(numbers(101, 100 + EVENTS));
                Eventually.holds(() -> robot.report().eventsWaiting() == 0, robot::report);
                assertThat(robot.report().reconnects()).isEqualTo(1);
                assertThat(robot.report().eventsDropped()).isZero();
            }
        }
    }

    @Test
    void stalledInMidFlightItIsReportedAndGetsEveryEventWhenItGoesOn() {
        broker.start();
        try (Subscriber fleet = fleet();
                TelemetrySink robot = robot(broker.uri(), 4096)) {
            Ticks ticks = new Ticks(robot::accept).events(100);
            Eventually.holds(() -> robot.report().eventsDelivered() == 100, robot::report);

            broker.suspend();
            ticks.run(10_000).events(EVENTS);
            Eventually.holds(() -> robot.report().health() != Health.CONNECTED, robot::report);
            assertThat(robot.report().lastFailure()).isNotEmpty();
            broker.resume();

            assertThat(eventsUpTo(100 + EVENTS, fleet)).isEqualTo(numbers(1, 100 + EVENTS));
        }
    }

    @Test
    void closingWhileTheBrokerStallsEndsAndCountsWhatWasLost() {
        broker.start();
        TelemetrySink robot = robot(broker.uri(), 4096);
        Eventually.holds(() -> robot.report().health() == Health.CONNECTED, robot::report);
        broker.suspend();
        new Ticks(robot::accept).events(500);

        // Were this to wait for the broker, it would never return: the broker goes on only afterwards.
        robot.close();

        assertThat(robot.report().eventsDropped()).isEqualTo(500);
        assertThat(robot.report().health()).isEqualTo(Health.LOST);
        assertThat(robot.report().lastFailure()).contains("stalls");
        assertThat(robot.report().flawless()).isFalse();
        broker.resume();
    }

    @Test
    void whatDoesNotFitTheQueueIsCountedAndSeenAsAGapInTheNumbers() throws IOException {
        try (Wire wire = new Wire(broker.uri());
                TelemetrySink robot = robot(wire.uri(), 16)) {
            wire.unplug();
            Ticks ticks = new Ticks(robot::accept).events(100);
            assertThat(robot.report().eventsDropped()).isEqualTo(84);

            broker.start();
            try (Subscriber fleet = fleet()) {
                wire.plug();
                assertThat(eventsUpTo(16, fleet)).isEqualTo(numbers(1, 16));
                Eventually.holds(() -> robot.report().eventsWaiting() == 0, robot::report);
                ticks.events(1);
                assertThat(eventsUpTo(101, fleet)).containsExactly(101L);
            }
        }
    }
}
