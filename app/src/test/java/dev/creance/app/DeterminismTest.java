package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * In lockstep the same seed gives the same bits, whatever the link; and a log holds all that its decisions were made from. Flown
 * once with faults of every kind but the hang, so that every path of the shield is among what is compared.
 */
class DeterminismTest {
    private static final String FAULTS = "{kind: frame_corrupt, at: 1 s}, {kind: policy_nan, at: 2 s, for: 50 ms}, "
            + "{kind: link_cut, at: 3.5 s, for: 300 ms}, {kind: wind_gust, at: 5 s, for: 200 ms, force: [100 mN, 0 N, 0 N]}";
    private static final long TICK = 2_345;

    @TempDir
    private static Path folder;

    private static TestFlight.Flown first;

    @BeforeAll
    static void fly() throws IOException {
        first = flyIn("first", "sim");
    }

    private static TestFlight.Flown flyIn(String name, String port) throws IOException {
        return TestFlight.of("6 s")
                .with("devices.vehicle.port", port)
                .fault(FAULTS)
                .fly(Files.createDirectory(folder.resolve(name)));
    }

    @Test
    void theSameSeedGivesTheSameBytesOfLogAndReport() throws IOException {
        TestFlight.Flown second = flyIn("second", "sim");

        assertThat(second.file()).hasSameBinaryContentAs(first.file());
        assertThat(second.file().resolveSibling("report.html"))
                .hasSameBinaryContentAs(first.file().resolveSibling("report.html"));
    }

    @Test
    void overThePseudoTerminalTheCommandsAreTheSameBitForBit() throws IOException {
        TestFlight.Flown overPty = flyIn("pty", "pty:sim");

        assertThat(overPty.log().commands()).isEqualTo(first.log().commands());
        assertThat(overPty.log().transitions()).isEqualTo(first.log().transitions());
        assertThat(overPty.summary().task()).isEqualTo(first.summary().task());
    }

    @Test
    void aReplayComesToTheSameDecisions() throws IOException {
        Replayed replayed = Replayed.of(first.file());

        assertThat(replayed.text())
                .contains("no bit differs in " + first.summary().ticks() + " ticks");
        assertThat(replayed.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(replayed.json().get("identical").asBoolean()).isTrue();
        assertThat(replayed.json().get("same_engine").asBoolean()).isTrue();
        assertThat(replayed.json().get("inferences").asLong()).isPositive();
    }

    @Test
    void aByteOfASensorFrameThatWasChangedIsReportedWithItsPlaceAndItsTick() throws IOException {
        Replayed.Altered altered = Replayed.alter(first.file(), TICK, Files.createDirectory(folder.resolve("altered")));

        Replayed replayed = Replayed.of(altered.log());

        assertThat(replayed.exitCode()).isEqualTo(ExitCode.FOUND);
        assertThat(replayed.text())
                .contains("differs: tick " + altered.tick() + ":")
                .contains("CRC");
        assertThat(replayed.json().at("/first_difference/tick").asLong()).isEqualTo(altered.tick());
        assertThat(replayed.json().get("damages")).isNotEmpty();
    }
}
