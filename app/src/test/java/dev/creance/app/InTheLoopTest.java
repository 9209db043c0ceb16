package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Host and simulator as two processes over a pseudo-terminal; either is killed, and the other goes on as it should. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(
        value = 4,
        unit = TimeUnit.MINUTES,
        threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // a read from a pipe cannot be interrupted
class InTheLoopTest {
    /** The policy's fault tells the test, by the line that it causes, that the machine has been moving for a while. */
    private static final String MOVING = "scenario.faults=[{kind: policy_nan, at: 4 s, for: 300 ms}]";

    private enum Robot {
        QUADROTOR("quadrotor", TestFlight.BUSY_MACHINE),
        MOTOR("motor", Map.of("loop.hang_limit", "10 s", "loop.overrun", "skip")),
        ARM("arm", TestFlight.BUSY_MACHINE);

        private final Path example;
        private final Map<String, String> busyMachine;

        Robot(String example, Map<String, String> busyMachine) {
            this.example = Path.of("../examples/" + example + ".yaml");
            this.busyMachine = busyMachine;
        }
    }

    @TempDir
    private Path folder;

    private Path port;

    @BeforeEach
    void choosePort() {
        port = folder.resolve("vehicle");
    }

    @ParameterizedTest
    @EnumSource
    void theDeviceComesToRestWithoutItsHostAndServesTheNext(Robot robot) throws Exception {
        try (ChildSim sim = simulate(robot)) {
            sim.await("waits at");
            try (ChildRun killed = run(robot, "first", MOVING, "scenario.duration=20 s")) {
                killed.awaitState("backup");
                sim.await("the device is armed");
                killed.kill();
            }
            sim.await("the host has fallen silent", "the device is disarmed");

            try (ChildRun next = run(robot, "second", "scenario.duration=20 s")) {
                next.awaitState("active");
                sim.await("the device is armed");
            }
            sim.await("the host has fallen silent", "the device is disarmed");
            JsonNode summary = sim.end();
            assertThat(summary.get("hosts").asInt()).isGreaterThanOrEqualTo(2);
            assertThat(summary.get("hosts_lost").asInt()).isPositive();
            assertThat(summary.get("state").asText()).isEqualTo("disarmed");
            assertThat(summary.get("real_time_factor").asDouble()).isPositive();
            assertThat(summary.has("kept_pace")).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theHostSaysThatItsDeviceIsGoneAndItsSuccessorFindsTheNext(Robot robot) throws Exception {
        try (ChildSim sim = simulate(robot)) {
            sim.await("waits at");
            try (ChildRun run = run(robot, "first", MOVING, "scenario.duration=20 s", "loop.silence_limit=1 s")) {
                run.awaitState("backup");
                sim.kill();

                int exit = run.awaitEnd();
                assertThat(exit).as(run.said()).isEqualTo(ExitCode.DEVICE);
                assertThat(run.summary().get("cause").asText()).isEqualTo("link_lost");
            }
        }
        try (ChildSim sim = simulate(robot)) {
            sim.await("waits at");
            try (ChildRun run = run(robot, "second", "scenario.duration=20 s")) {
                run.awaitState("active");
            }
        }
    }

    private ChildSim simulate(Robot robot) throws IOException {
        return ChildSim.start(robot.example, robot.busyMachine, folder, port);
    }

    private ChildRun run(Robot robot, String name, String... sets) throws IOException {
        List<String> all = new ArrayList<>(List.of("devices.vehicle.port=hil:" + port));
        robot.busyMachine.forEach((key, value) -> all.add(key + "=" + value));
        all.addAll(List.of(sets));
        return ChildRun.start(robot.example, folder.resolve(name), all);
    }
}
