package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.creance.record.FlightEvent;
import dev.creance.runtime.Cause;
import dev.creance.runtime.FailsafeState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A policy that never answers again, in a real run in real time: on its own thread, and inside the tick. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class HangTest {
    /** docs/failsafe-landing.md; from less than the 1 m that it is stated for. */
    private static final double TOUCHDOWN_M_PER_S = 0.76;

    @TempDir
    private Path folder;

    private ChildRun run;

    @AfterEach
    void close() {
        run.close();
    }

    private void fly(String policyThread) throws Exception {
        run = ChildRun.start(
                folder,
                "devices.vehicle.port=pty:sim",
                "loop.policy_thread=" + policyThread,
                "loop.hang_limit=400 ms",
                "scenario.reference={kind: hover, height: 600 mm, climb: 0.5 m/s}",
                "scenario.faults=[{kind: policy_hang, at: 3 s, for: forever}]");
    }

    /** On the ground by the plant's truth, having been in the air, and never outside its envelope. */
    private static void assertDown(JsonNode summary) {
        assertThat(summary.at("/faults_injected/0/kind").asText()).isEqualTo("policy_hang");
        assertThat(summary.get("outcome").asText()).isEqualTo("stopped");
        assertThat(summary.get("envelope_violations").asLong())
                .as(summary.get("warnings").toString())
                .isZero();
        assertThat(summary.at("/task/least_fence_margin_m").asDouble()).isPositive();
        assertThat(summary.at("/task/least_ceiling_margin_m").asDouble()).isPositive();
        assertThat(summary.at("/task/on_ground").asDouble()).isEqualTo(1);
        assertThat(summary.at("/task/touchdown_m_per_s").isNumber()).isTrue();
        assertThat(summary.at("/task/touchdown_m_per_s").asDouble()).isBetween(0.0, TOUCHDOWN_M_PER_S);
    }

    @Test
    void onItsOwnThreadItIsLandedWithoutByTheBackupAndTheRunCanBeReplayed() throws Exception {
        fly("own");

        assertThat(run.awaitEnd()).isEqualTo(ExitCode.SAFETY_STOP);
        JsonNode summary = run.summary();
        assertDown(summary);
        assertThat(summary.get("cause").asText()).isEqualTo("policy_stale");
        assertThat(summary.at("/failsafe/state").asText()).isEqualTo("landed");
        FlightLog log = FlightLog.read(run.log());
        assertThat(log.transitions()).endsWith("backup->landing policy_stale", "landing->landed policy_stale");
        assertThat(log.lastState()).isEqualTo(FailsafeState.LANDED);
        assertThat(log.eventCauses()).contains(Cause.POLICY_STALE);
        assertThat(log.damages()).isEmpty();

        Replayed replayed = Replayed.of(run.log());

        assertThat(replayed.text()).contains("no bit differs in " + log.ticks().size() + " ticks");
        assertThat(replayed.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(replayed.json().get("inferences").asLong()).isPositive();
    }

    /** Nobody reads the device any more: it is down by itself, and only its own truth says so. */
    @Test
    void insideTheTickTheDeviceIsToldToLandByItselfAndTheProgramEnds() throws Exception {
        fly("inline");

        assertThat(run.awaitEnd()).isEqualTo(ExitCode.SAFETY_STOP);
        JsonNode summary = run.summary();
        assertDown(summary);
        assertThat(summary.get("cause").asText()).isEqualTo("tick_hung");
        List<String> warnings = StreamSupport.stream(summary.get("warnings").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        assertThat(warnings)
                .anySatisfy(
                        warning -> assertThat(warning).contains("hung for", "the device was told to land by itself"));
        FlightLog log = FlightLog.read(run.log());
        assertThat(log.finished()).isTrue();
        assertThat(log.damages()).isEmpty();
        assertThat(log.lastState()).isIn(FailsafeState.ACTIVE, FailsafeState.BACKUP);
        FlightEvent last = log.events().getLast();
        assertThat(last.cause()).isEqualTo(Cause.TICK_HUNG);
        assertThat(last.tick()).isGreaterThan(log.ticks().getLast());
        assertThat(Files.exists(run.folder().resolve("flight.ring"))).isTrue();
    }
}
