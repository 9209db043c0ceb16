package dev.creance.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.creance.drivers.mqtt.Eventually;
import dev.creance.drivers.mqtt.MqttReceived;
import dev.creance.drivers.mqtt.RealClock;
import dev.creance.drivers.mqtt.Subscriber;
import dev.creance.fleet.RobotRow.Presence;
import dev.creance.runtime.FailsafeState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a fleet sees of a robot, at a real broker. */
abstract class TelemetryContract {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RealClock clock = new RealClock();

    abstract URI broker();

    private TelemetrySink robot(String run) {
        return TelemetrySink.open(PublishingRobot.config(broker(), 4096), Ticks.facts(run), clock)
                .orElseThrow();
    }

    static JsonNode json(MqttReceived message) {
        try {
            return JSON.readTree(message.payload());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Process start(URI broker, String run) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PublishingRobot.class.getName(),
                        broker.toString(),
                        run)
                .inheritIO()
                .start();
    }

    @Test
    void birthThenStatesThenEveryEventInOrderThenTheDeathThatCountsThem() {
        int count = 3000;
        try (Subscriber fleet = new Subscriber(broker(), "creance/v1/lab/#")) {
            try (TelemetrySink robot = robot("run-1")) {
                MqttReceived birth = fleet.next("/birth");
                assertThat(Schemas.errors("birth", birth.payload())).isEmpty();
                assertThat(json(birth).path("run").asText()).isEqualTo("run-1");

                new Ticks(robot::accept).run(1000).events(count);
                Eventually.holds(() -> robot.report().eventsDelivered() == count, robot::report);
                assertThat(robot.report().health()).isEqualTo(TelemetryReport.Health.CONNECTED);
            }
            long events = 0;
            long states = 0;
            MqttReceived message = fleet.next();
            while (!message.topic().endsWith("/death")) {
                JsonNode payload = json(message);
                if (message.topic().endsWith("/event")) {
                    assertThat(payload.path("seq").asLong()).isEqualTo(++events);
                } else {
                    assertThat(message.topic()).isEqualTo("creance/v1/lab/crazyflie/state");
                    assertThat(Schemas.errors("state", message.payload())).isEmpty();
                    assertThat(payload.path("seq").asLong()).isGreaterThan(states);
                    states = payload.path("seq").asLong();
                }
                message = fleet.next();
            }

            assertThat(events).isEqualTo(count);
            assertThat(states).isPositive();
            assertThat(Schemas.errors("death", message.payload())).isEmpty();
            assertThat(json(message).path("reason").asText()).isEqualTo("ended");
            assertThat(json(message).path("events").asLong()).isEqualTo(count);
        }
    }

    @Test
    void aRobotKilledWithoutAWordIsReportedDeadByTheBroker() throws IOException {
        try (Subscriber fleet = new Subscriber(broker(), "creance/v1/lab/#");
                FleetWatch watch = FleetWatch.open(List.of(broker()), clock)) {
            Eventually.holds(watch::connected, () -> watch.text(200));
            Process robot = start(broker(), "run-killed");
            try {
                fleet.next("/state");
                Eventually.holds(() -> presence(watch, "run-killed") == Presence.ALIVE, () -> watch.text(200));
            } finally {
                robot.destroyForcibly();
            }

            JsonNode death = json(fleet.next("/death"));
            assertThat(death.path("reason").asText()).isEqualTo("connection_lost");
            assertThat(death.path("run").asText()).isEqualTo("run-killed");
            assertThat(death.path("birth").asLong()).isEqualTo(1);
            Eventually.holds(() -> presence(watch, "run-killed") == Presence.DEAD, () -> watch.text(200));
        }
    }

    private static Presence presence(FleetWatch watch, String run) {
        return watch.robots().stream()
                .filter(row -> row.run().equals(run))
                .map(RobotRow::presence)
                .findFirst()
                .orElse(null);
    }

    @Test
    void aWatcherThatComesLateKnowsWhoIsThereAndHowItFares() {
        TelemetrySink robot = robot("run-2");
        Eventually.holds(() -> robot.report().health() == TelemetryReport.Health.CONNECTED, robot::report);
        try (FleetWatch watch = FleetWatch.open(List.of(broker()), clock)) {
            // Known by the retained birth alone: there is no tick yet.
            Eventually.holds(() -> presence(watch, "run-2") == Presence.ALIVE, () -> watch.text(200));

            Ticks ticks = new Ticks(robot::accept);
            ticks.record.in.sensors.values[2] = 1.5;
            ticks.record.in.sensors.values[10] = 3.9;
            ticks.state(FailsafeState.ACTIVE, null, Double.NaN).run(1);
            Eventually.holds(() -> watch.robots().getFirst().altitudeM() == 1.5, () -> watch.text(200));
            Eventually.holds(() -> watch.text(200).contains("transition"), () -> watch.text(200));
            assertThat(watch.text(200)).contains("crazyflie", "ACTIVE", "1.50", "3.90");

            robot.close();
            Eventually.holds(() -> presence(watch, "run-2") == Presence.ENDED, () -> watch.text(200));
        }
    }
}
