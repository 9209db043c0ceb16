package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies that take the place of others while the vehicle of Learning-to-Fly flies its figure. */
class SwapFlightTest {
    private static final double SLEW_PER_TICK = 500 * 1e-3;
    private static final Path RAPTOR = Path.of("../policies/zoo/raptor");

    @TempDir
    private Path folder;

    private static TestFlight flight(String use) {
        return TestFlight.of("9 s")
                .with("plant.params", "crazyflie-l2f")
                .with("shield.limits.motor", "{min: 0, max: 1, slew: 500 1/s}")
                .with("shield.limits.altitude.floor", "0.05 m")
                .with("scenario.reference.interval", "7 s")
                .with("policy.use", use);
    }

    private TestFlight.Flown fly(TestFlight flight, String name) throws IOException {
        return flight.fly(Files.createDirectory(folder.resolve(name)));
    }

    @ParameterizedTest
    @CsvSource({"zoo/raptor, zoo/l2f_own_350k", "zoo/l2f_own_350k, zoo/raptor"})
    void onePolicyTakesOverFromAnotherInTheAir(String first, String second) throws IOException {
        TestFlight flight = flight(first).with("scenario.swaps", "[{at: 5 s, use: " + second + "}]");
        TestFlight.Flown flown = fly(flight, "swap");

        assertThat(flown.summary().verdict().exitCode()).isZero();
        assertThat(flown.summary().truth().violations()).isZero();
        assertThat(flown.summary().allocation().bytes()).isZero();
        assertThat(flown.task("position_max_error_m")).isLessThan(0.6);
        JsonNode successor = flown.summary().toJson().at("/followers/0");
        assertThat(successor.get("handover").asText()).isEqualTo("taken_over");
        assertThat(successor.get("handover_s").asDouble()).isBetween(6.3, 7.0);
        assertThat(flown.log().events())
                .anyMatch(event -> event.message()
                        .matches(second.substring(4) + " \\(sha256 [0-9a-f]{64}\\) takes over from "
                                + first.substring(4) + " \\(sha256 [0-9a-f]{64}\\)"));
        assertThat(CommandSteps.greatest(flown.file())).isPositive().isLessThanOrEqualTo(SLEW_PER_TICK + 1e-9);
        assertThat(Replayed.of(flown.file()).text())
                .contains("no bit differs in " + flown.summary().ticks() + " ticks");
        assertThat(fly(flight, "again").file()).hasSameBinaryContentAs(flown.file());
    }

    @Test
    void aPolicyThatDoesNotFitIsRefusedAndTheOldOneFliesAsIfNothingHadBeen() throws IOException {
        Path slow = Files.createDirectory(folder.resolve("slow"));
        try (Stream<Path> files = Files.list(RAPTOR)) {
            for (Path file : files.toList()) {
                Files.copy(file, slow.resolve(file.getFileName()));
            }
        }
        Path manifest = slow.resolve("policy.yaml");
        Files.writeString(manifest, Files.readString(manifest).replace("native: 100 Hz", "native: 70 Hz"));

        TestFlight.Flown alone = fly(flight("zoo/raptor"), "alone");
        TestFlight.Flown flown = fly(
                flight("zoo/raptor").with("scenario.swaps", "[{at: 3 s, use: " + slow.toAbsolutePath() + "}]"),
                "refused");

        assertThat(flown.log().commands()).isEqualTo(alone.log().commands());
        assertThat(flown.log().events())
                .anyMatch(event -> event.message().contains("was refused")
                        && event.message().contains("70.0 Hz does not divide loop.policy_rate")
                        && event.message().contains("raptor (sha256"));
        assertThat(flown.summary().warnings()).anyMatch(warning -> warning.contains("was refused"));
        assertThat(Replayed.of(flown.file()).text()).contains("no bit differs");
    }
}
