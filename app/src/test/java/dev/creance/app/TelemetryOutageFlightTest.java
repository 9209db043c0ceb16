package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Telemetry is for people: whatever becomes of its broker, the flight is the same to the bit, and the summary says so. */
class TelemetryOutageFlightTest {
    @TempDir
    private static Path folder;

    private static TestFlight.Flown withoutTelemetry;

    @BeforeAll
    static void flyWithout() throws IOException {
        withoutTelemetry = fly("off");
    }

    private static TestFlight.Flown fly(String broker) throws IOException {
        return flight(broker).fly(Files.createTempDirectory(folder, "flight"));
    }

    private static TestFlight flight(String broker) {
        return TestFlight.of("6 s").with("telemetry.mqtt", broker);
    }

    private static void assertSameFlight(TestFlight.Flown flown) {
        assertThat(flown.summary().verdict())
                .isEqualTo(new RunSummary.Verdict(RunSummary.Outcome.COMPLETED, "completed", 0));
        assertThat(flown.log().commands()).isEqualTo(withoutTelemetry.log().commands());
        assertThat(flown.summary().task()).isEqualTo(withoutTelemetry.summary().task());
    }

    private static void assertReported(TestFlight.Flown flown, String broker) {
        assertThat(flown.summary().telemetry()).containsEntry("broker", broker).containsEntry("events_delivered", 0L);
        assertThat(flown.summary().warnings())
                .anySatisfy(
                        warning -> assertThat(warning).startsWith("telemetry: ").contains(broker));
    }

    @Test
    void anAbsentBrokerChangesNoBitAndIsReported() throws IOException {
        String broker;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            broker = "tcp://127.0.0.1:" + free.getLocalPort();
        }

        TestFlight.Flown flown = fly(broker);

        assertSameFlight(flown);
        assertReported(flown, broker);
        assertThat(flown.summary().telemetry()).containsEntry("health", "unreachable");
    }

    @Test
    void aBrokerThatTakesTheConnectionAndNeverAnswersChangesNoBitAndIsReported() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            String broker = "tcp://127.0.0.1:" + silent.getLocalPort();

            TestFlight.Flown flown = fly(broker);

            assertSameFlight(flown);
            assertReported(flown, broker);
        }
    }

    @ParameterizedTest
    @CsvSource({"mosquitto, killed", "mosquitto, stalled", "embedded, killed", "embedded, stalled"})
    void aBrokerThatIsLostInMidFlightChangesNoBitAndIsReported(String kind, String fate) throws IOException {
        try (TestBroker broker = kind.equals("mosquitto") ? TestBroker.mosquitto(folder) : TestBroker.embedded()) {
            TestFlight.Flown flown = flight(broker.uri().toString())
                    .onceAirborne(broker.fallingSilent(fate))
                    .fly(Files.createTempDirectory(folder, "flight"));

            assertSameFlight(flown);
            broker.assertReportedLost(flown.summary());
        }
    }
}
