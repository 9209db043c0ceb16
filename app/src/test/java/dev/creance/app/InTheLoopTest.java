package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Host and simulator as two processes over a pseudo-terminal; either is killed, and the other goes on as it should. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class InTheLoopTest {
    @TempDir
    private Path folder;

    private Path port;

    @BeforeEach
    void choosePort() {
        port = folder.resolve("vehicle");
    }

    @Test
    void theDeviceSurvivesItsHostAndServesTheNext() throws Exception {
        try (ChildSim sim = ChildSim.start(folder, port)) {
            sim.await("waits at");
            try (ChildRun killed = ChildRun.start(folder.resolve("first"), hil(), "scenario.duration=20 s")) {
                killed.awaitState("active", 0.3);
                killed.kill();
            }
            sim.await("levelling");
            sim.await("descending");
            sim.await("the host has fallen silent");
            sim.await("disarmed");

            try (ChildRun next = ChildRun.start(folder.resolve("second"), hil(), "scenario.duration=1 s")) {
                sim.await("a host is there");
                assertThat(next.awaitEnd()).isZero();
                assertThat(next.summary().get("outcome").asText()).isEqualTo("completed");
            }
            JsonNode summary = sim.end();
            assertThat(summary.get("hosts").asInt()).isEqualTo(2);
            assertThat(summary.get("state").asText()).isEqualTo("disarmed");
            assertThat(summary.get("truth").get("on_ground").asDouble()).isEqualTo(1);
            assertThat(summary.get("real_time_factor").asDouble()).isPositive();
            assertThat(summary.has("kept_pace")).isTrue();
        }
    }

    @Test
    void theHostSaysThatItsDeviceIsGone() throws Exception {
        try (ChildSim sim = ChildSim.start(folder, port)) {
            sim.await("waits at");
            try (ChildRun run = ChildRun.start(folder, hil(), "scenario.duration=20 s", "loop.silence_limit=1 s")) {
                run.awaitState("active", 0.3);
                sim.kill();

                assertThat(run.awaitEnd()).isEqualTo(ExitCode.DEVICE);
                assertThat(run.summary().get("cause").asText()).isEqualTo("link_lost");
            }
            try (ChildSim again = ChildSim.start(folder, port)) {
                again.await("waits at");
                try (ChildRun run = ChildRun.start(folder.resolve("again"), hil(), "scenario.duration=1 s")) {
                    assertThat(run.awaitEnd()).isZero();
                }
            }
        }
    }

    private String hil() {
        return "devices.vehicle.port=hil:" + port;
    }
}
