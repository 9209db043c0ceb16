package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.record.LogReader;
import dev.creance.runtime.Cause;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Source;
import dev.creance.runtime.TickRecord;
import dev.creance.runtime.config.ConfigError;
import dev.creance.safety.guards.Guard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Learned guards in whole flights of the motor: in the log, in a replay, in check. */
class GuardsInFlightTest {
    private static final Path MOTOR = Path.of("../examples/motor.yaml");
    private static final String HOT =
            "[{kind: sensor_bias, at: 300 ms, for: 100 ms, signal: winding.temperature, size: 4 K}]";

    @TempDir
    private Path folder;

    private Map<String, String> sets(String guard) {
        Map<String, String> sets = new LinkedHashMap<>(Map.of(
                "telemetry.mqtt",
                "off",
                "devices.vehicle.port",
                "sim",
                "scenario.duration",
                "1 s",
                "scenario.faults",
                HOT,
                "policy",
                "{use: zoo/pmsm-current}"));
        sets.put("shield.guards", GuardCases.section(folder, "motor", RobotConfig.read(MOTOR, sets), guard));
        return sets;
    }

    private Path fly(Map<String, String> sets) throws Exception {
        RobotConfig config = RobotConfig.read(MOTOR, sets);
        new Flight(config, new Flight.Options(sets, true, 7, folder.resolve("out"), false), new Console()).run();
        return folder.resolve("out/flight.mcap");
    }

    /** 100 ms of danger and the dwell of 200 ms, at 4 kHz; the simulated sensor is a tick or two late. */
    @Test
    void theLogShowsTheRecoveryWhileTheFailsafeStateStaysActive() throws Exception {
        int recovery = 0;
        try (LogReader log = LogReader.open(fly(sets("critic")))) {
            TickRecord record = log.schema().newRecord();
            while (log.next(record)) {
                if (record.out.decision.source == Source.RECOVERY) {
                    assertThat(record.out.decision.state).isEqualTo(FailsafeState.ACTIVE);
                    assertThat(Cause.ofBits(record.out.decision.causes)).contains(Cause.RISK);
                    recovery++;
                }
            }
        }

        assertThat(recovery).isBetween(1190, 1210);
    }

    @Test
    void aReplayAsksTheSameGuardsAndDecidesAlike() throws Exception {
        try (LogReader log = LogReader.open(fly(sets("critic")))) {
            Replay.Result again = new Replay(log).run();

            assertThat(again.divergence()).isEmpty();
            assertThat(again.ticks()).isGreaterThan(4000);
        }
    }

    @Test
    void aReplayWithAnotherGuardIsRefused() throws Exception {
        Path flown = fly(sets("feasibility"));
        GuardCases.alter(folder, "motor", RobotConfig.read(MOTOR, Map.of()));

        try (LogReader log = LogReader.open(flown)) {
            assertThatThrownBy(() -> new Replay(log))
                    .isInstanceOf(UsageError.class)
                    .hasMessageContaining("learned guards");
        }
    }

    /** RLIF's query needs the onset of each intervention. */
    @Test
    void aRecoveryIsAnInterventionWithOneOnset() throws Exception {
        Path flown = fly(sets("critic"));
        Path table = folder.resolve("flight.csv");
        assertThat(Main.commandLine().execute("log", "csv", flown.toString(), "--out", table.toString()))
                .isZero();
        List<String> lines = Files.readAllLines(table);
        int source = List.of(lines.getFirst().split(",")).indexOf("source");
        int onset = List.of(lines.getFirst().split(",")).indexOf("onset");
        String[] before = {""};
        long onsets = 0;
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            if (cells[source].equalsIgnoreCase("recovery") && !before[0].equalsIgnoreCase("recovery")) {
                assertThat(cells[onset]).isEqualTo("1");
                onsets++;
            }
            before[0] = cells[source];
        }

        assertThat(onsets).isEqualTo(1);
    }

    @Test
    void checkListsThemWithTheirThresholds() throws Exception {
        List<Guard> guards =
                Controls.of(RobotConfig.read(MOTOR, sets("critic"))).guards();

        assertThat(GuardText.lines(guards))
                .singleElement()
                .asString()
                .contains("critic (critic): risk on 0.5, off 0.4 for 200.0 ms, recovery up to 500.0 ms")
                .contains("; pmsm-current (");
    }

    @Test
    void whatIsWrongInAGuardsFileIsRefusedWithItsPlace() throws IOException {
        Map<String, String> sets = sets("feasibility");
        Path manifest = folder.resolve("value/guard.yaml");
        assertRefused(
                sets,
                manifest,
                "rates: {native: 4000 Hz}",
                "rates: {native: 3 kHz}",
                "guard.yaml:7:",
                "does not divide");
        assertRefused(sets, manifest, "higher_is: worse", "higher_is: better", "guard.yaml", "higher_is");
        assertRefused(sets, manifest, "kind: value", "kind: oracle", "guard.yaml:8:7", "oracle");
        assertRefused(sets, manifest, "unit: \"K\"", "unit: degC", "guard.yaml", "degC");
        assertRefused(sets, manifest, "sha256: ", "sha256: 0", "guard.yaml", "sha256");
        try (Stream<Path> files = Files.list(manifest.getParent())) {
            assertThat(files).hasSize(2);
        }
    }

    private static void assertRefused(
            Map<String, String> sets, Path file, String passage, String replacement, String... words)
            throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(passage);
        Files.writeString(file, text.replace(passage, replacement));
        assertThatThrownBy(() -> Controls.of(RobotConfig.read(MOTOR, sets)))
                .isInstanceOf(ConfigError.class)
                .hasMessageContainingAll(words);
        Files.writeString(file, text);
    }
}
