package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A real broker is lost under a flight in real time: it completes all the same, and its log is whole. It can be replayed, and a
 * byte of a sensor frame that is changed in it is found.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class BrokerOutageTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"killed", "stalled"})
    void theFlightCompletesTheOutageIsReportedAndTheRunCanBeReplayed(String fate) throws IOException {
        try (TestBroker broker = TestBroker.mosquitto(folder)) {
            TestFlight.Flown flown = TestFlight.of("3 s")
                    .inRealTime()
                    .with("scenario.reference", "{kind: hover, height: 600 mm, climb: 0.5 m/s}")
                    .with("telemetry.mqtt", broker.uri().toString())
                    .onceAirborne(broker.fallingSilent(fate))
                    .fly(folder);

            assertThat(flown.summary().verdict())
                    .isEqualTo(new RunSummary.Verdict(RunSummary.Outcome.COMPLETED, "completed", ExitCode.DONE));
            assertThat(flown.summary().failsafeState()).isEqualTo("landed");
            assertThat(flown.summary().truth()).isEqualTo(new RunSummary.EnvelopeTruth(0, "truth"));
            assertThat(flown.task("on_ground")).isEqualTo(1);
            broker.assertReportedLost(flown.summary());
            assertReplays(flown);
        }
    }

    private void assertReplays(TestFlight.Flown flown) throws IOException {
        Replayed sound = Replayed.of(flown.file());
        assertThat(sound.text())
                .contains("no bit differs in " + flown.log().ticks().size() + " ticks");
        assertThat(sound.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(sound.json().get("inferences").asLong()).isPositive();

        Replayed.Altered altered =
                Replayed.alter(flown.file(), 1_000, Files.createDirectory(folder.resolve("altered")));
        Replayed found = Replayed.of(altered.log());
        assertThat(found.text())
                .contains("differs: tick " + altered.tick() + ":")
                .contains("CRC");
        assertThat(found.exitCode()).isEqualTo(ExitCode.FOUND);
        assertThat(found.json().at("/first_difference/tick").asLong()).isEqualTo(altered.tick());
    }
}
