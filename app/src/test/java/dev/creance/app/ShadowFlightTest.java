package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RAPTOR flies, and the Learning-to-Fly policy is its shadow: another network, another observation, another engine. */
class ShadowFlightTest {
    @TempDir
    private static Path folder;

    private static TestFlight.Flown alone;
    private static TestFlight.Flown shadowed;

    @BeforeAll
    static void fly() throws IOException {
        alone = TestFlight.of("5 s").fly(Files.createDirectory(folder.resolve("alone")));
        shadowed = shadowedIn("shadowed");
    }

    private static TestFlight.Flown shadowedIn(String name) throws IOException {
        return TestFlight.of("5 s")
                .with("policy.shadow", "{use: zoo/l2f_own_350k, engine: plain}")
                .fly(Files.createDirectory(folder.resolve(name)));
    }

    @Test
    void aShadowChangesNoBitOfACommand() {
        assertThat(shadowed.log().commands()).isEqualTo(alone.log().commands());
        assertThat(shadowed.transitions()).isEqualTo(alone.transitions());
        assertThat(shadowed.summary().task()).isEqualTo(alone.summary().task());
    }

    @Test
    void theSummarySaysHowFarItLiesFromThePolicyInCharge() {
        JsonNode shadow = shadowed.summary().toJson().at("/followers/0");

        assertThat(shadow.get("name").asText()).isEqualTo("l2f_own_350k");
        assertThat(shadow.get("role").asText()).isEqualTo("shadow");
        assertThat(shadow.get("compared").asLong())
                .isEqualTo(shadow.get("answers").asLong())
                .isGreaterThan(400);
        assertThat(shadow.get("failures").asLong()).isZero();
        assertThat(shadow.at("/difference/motor.0/max").asDouble()).isBetween(0.01, 1.0);
        assertThat(SummaryText.of(shadowed.summary())).contains("follower   l2f_own_350k");
    }

    @Test
    void itStandsInTheLogWithAnEvent() {
        assertThat(shadowed.log().events())
                .anyMatch(event -> event.message().contains("l2f_own_350k (sha256")
                        && event.message().contains("follows as the shadow of raptor (sha256"));
    }

    @Test
    void equalFlightsGiveEqualBytes() throws IOException {
        assertThat(shadowedIn("again").file()).hasSameBinaryContentAs(shadowed.file());
    }

    @Test
    void aReplayReExecutesBothPolicies() throws IOException {
        Replayed both = Replayed.of(shadowed.file());
        Replayed one = Replayed.of(alone.file());

        assertThat(both.text())
                .contains("no bit differs in " + shadowed.summary().ticks() + " ticks");
        assertThat(both.json().get("inferences").asLong())
                .isGreaterThan(one.json().get("inferences").asLong() * 3 / 2);
    }

    @Test
    void noTickAllocates() {
        assertThat(shadowed.summary().allocation().bytes()).isZero();
    }
}
