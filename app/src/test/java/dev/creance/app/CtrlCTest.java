package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.creance.runtime.Cause;
import dev.creance.runtime.FailsafeState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C in a real run in real time: the first lands, the second cuts the motors. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class CtrlCTest {
    private static final long SIGINT_BIT = 1 << 1;

    @TempDir
    private Path folder;

    private ChildRun run;

    /** What a shell starts in the background ignores Ctrl-C, and so do its children: then there is nothing to be seen. */
    @BeforeAll
    static void ctrlCIsNotIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        assumeThat(status).as("Linux tells which signals are ignored").exists();
        String ignored = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElseThrow();
        long mask = Long.parseUnsignedLong(ignored.split("\\s+")[1], 16);
        assumeThat(mask & SIGINT_BIT).as("SIGINT is ignored here").isZero();
    }

    /** Short faults of the policy mark times at which it is in the air: after each, the policy takes over once more. */
    @BeforeEach
    void flyIntoTheAir() throws Exception {
        run = ChildRun.start(
                folder,
                "devices.vehicle.port=pty:sim",
                "scenario.faults=[{kind: policy_nan, at: 3 s, for: 100 ms}, {kind: policy_nan, at: 6 s, for: 100 ms}]");
        run.awaitState("active", 0.4);
    }

    @AfterEach
    void close() {
        run.close();
    }

    @Test
    void theFirstLandsTheVehicle() throws Exception {
        run.interrupt();

        assertThat(run.awaitEnd()).isEqualTo(ExitCode.SAFETY_STOP);
        JsonNode summary = run.summary();
        assertThat(summary.get("outcome").asText()).isEqualTo("stopped");
        assertThat(summary.get("cause").asText()).isEqualTo("stop_requested");
        assertThat(summary.at("/failsafe/state").asText()).isEqualTo("landed");
        assertThat(summary.at("/wait/mode").asText()).isEqualTo("sleep_spin");
        assertThat(summary.at("/wait/spin_us").asDouble()).isBetween(1.0, 500.0);
        assertThat(summary.get("envelope_violations").asLong())
                .as(summary.get("warnings").toString())
                .isZero();
        assertThat(summary.at("/task/on_ground").asDouble()).isEqualTo(1);
        assertThat(summary.at("/task/touchdown_m_per_s").asDouble()).isBetween(0.0, 0.76);
        FlightLog log = FlightLog.read(run.log());
        assertThat(log.transitions()).contains("landing->landed stop_requested");
        assertThat(log.eventCauses()).contains(Cause.STOP_REQUESTED);
    }

    @Test
    void theSecondCutsTheMotors() throws Exception {
        run.interrupt();
        run.awaitState("landing", 0.3);
        run.interrupt();

        assertThat(run.awaitEnd()).isEqualTo(ExitCode.SAFETY_STOP);
        JsonNode summary = run.summary();
        assertThat(summary.get("outcome").asText()).isEqualTo("stopped");
        assertThat(summary.at("/failsafe/state").asText()).isEqualTo("terminated");
        assertThat(summary.at("/task/on_ground").asDouble()).isEqualTo(1);
        FlightLog log = FlightLog.read(run.log());
        assertThat(log.lastState()).isEqualTo(FailsafeState.TERMINATED);
        assertThat(log.transitions()).endsWith("landing->terminated cut_requested");
        assertThat(log.eventCauses()).contains(Cause.CUT_REQUESTED);
    }
}
