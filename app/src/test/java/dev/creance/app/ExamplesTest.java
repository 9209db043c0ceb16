package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example flies, in lockstep and without telemetry, and does what its first line says. */
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("../examples");
    private static final long SEED = 7;

    @TempDir
    private Path folder;

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    private RunSummary fly(Path file, String duration) throws Exception {
        Map<String, String> sets =
                Map.of("telemetry.mqtt", "off", "devices.vehicle.port", "sim", "scenario.duration", duration);
        RobotConfig config = RobotConfig.read(file, sets);
        return new Flight(config, new Flight.Options(sets, true, SEED, folder.resolve("out"), false), new Console())
                .run();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void completesInsideItsEnvelope(Path file) throws Exception {
        RunSummary summary = fly(file, "10 s");

        assertThat(summary.verdict())
                .isEqualTo(new RunSummary.Verdict(RunSummary.Outcome.COMPLETED, "completed", ExitCode.DONE));
        assertThat(summary.truth()).isEqualTo(new RunSummary.EnvelopeTruth(0, "truth"));
        assertThat(summary.failsafeState()).isEqualTo("landed");
    }

    @Test
    void theOneWithFaultsInjectsThemAllAndIsCaughtOnce() throws Exception {
        RunSummary summary = fly(EXAMPLES.resolve("quadrotor-faults.yaml"), "15 s");

        assertThat(summary.faults().stream().map(RunSummary.Fault::kind))
                .containsExactly("link_cut", "wind_gust", "frame_corrupt");
        assertThat(summary.transitions().stream()
                        .filter(t -> t.to().equals("backup"))
                        .map(RunSummary.Transition::cause))
                .containsExactly("sensor_stale");
        assertThat(summary.link().rejectedFrames()).isEqualTo(1);
        assertThat(summary.verdict().exitCode()).isEqualTo(ExitCode.DONE);
    }

    /** Its critic was never on the ground, and holds that for certain harm: so it is the recovery policy that lifts off. */
    @Test
    void theOneWithACriticListensToIt() throws Exception {
        RunSummary summary = fly(EXAMPLES.resolve("quadrotor-critic.yaml"), "8 s");

        assertThat(summary.shield().byGuard()).containsKey("risk");
        assertThat(summary.transitions().stream().map(RunSummary.Transition::to))
                .containsExactly("arming", "active", "landing", "landed");
    }
}
