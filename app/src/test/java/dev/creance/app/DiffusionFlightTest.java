package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.policies.TrainedPolicies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A policy that draws its actions flies the same way again: its seed stands in its manifest, whose hash stands in the log. */
class DiffusionFlightTest {
    @TempDir
    private Path folder;

    private Path policy;

    @BeforeEach
    void writeThePolicy() throws IOException {
        policy = Files.createDirectory(folder.resolve("policy"));
        new TrainedPolicies(policy).writeLeastCostly();
    }

    private TestFlight.Flown fly(String name) throws IOException {
        return TestFlight.of("4 s")
                .with("policy.use", policy.toString())
                .fly(Files.createDirectory(folder.resolve(name)));
    }

    @Test
    void theSameSeedGivesTheSameBytesOfLogAndAReplayDrawsTheSameActions() throws IOException {
        TestFlight.Flown first = fly("first");
        TestFlight.Flown second = fly("second");

        assertThat(second.file()).hasSameBinaryContentAs(first.file());
        Replayed replayed = Replayed.of(first.file());
        assertThat(replayed.text())
                .contains("no bit differs in " + first.summary().ticks() + " ticks");
        assertThat(replayed.json().get("inferences").asLong()).isGreaterThan(100);
    }
}
