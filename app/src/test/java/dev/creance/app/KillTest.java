package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.creance.runtime.FailsafeState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real run in real time is killed with SIGKILL in the air. Its log is read as it lies there, then completed by what the next
 * run does first, and read again.
 */
@DisabledOnOs(OS.WINDOWS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class KillTest {
    private static final Path MCAP_CHECK = Path.of("..", "tools", "mcap-check", "run");

    @TempDir
    private static Path folder;

    private static ChildRun run;

    @BeforeAll
    static void killInTheAir() throws Exception {
        run = ChildRun.start(folder, "devices.vehicle.port=pty:sim", "scenario.duration=2500 ms");
        run.awaitState("landing", 0.3); // when its time is over it is in the air
        run.kill();
    }

    @AfterAll
    static void close() {
        run.close();
    }

    @Test
    @Order(1)
    void theLogThatBreaksOffIsReadByOthersAsAStream() throws Exception {
        assumeMcapCheck();

        assertThat(mcapCheck("--stream", run.log().toString())).isZero();
    }

    @Test
    @Order(2)
    void theNextRunCompletesItToTheLastTick() {
        FlightLog before = FlightLog.read(run.log());
        assertThat(before.finished()).isFalse();

        Leftovers.recover(folder.resolve("runs"), null, new Console());

        FlightLog after = FlightLog.read(run.log());
        assertThat(after.finished()).isTrue();
        assertThat(after.damages()).isEmpty();
        assertThat(after.ticks()).startsWith(before.ticks().toArray(Long[]::new));
        assertThat(after.decisions())
                .isEqualTo(LongStream.rangeClosed(1, after.decisions().getLast())
                        .boxed()
                        .toList());
        assertThat(after.transitions()).endsWith("active->landing completed");
        assertThat(after.lastState()).isEqualTo(FailsafeState.LANDING);
        assertThat(run.folder().resolve("flight.ring")).doesNotExist();
    }

    @Test
    @Order(3)
    void theCompletedLogIsSoundForOthersToo() throws Exception {
        assumeMcapCheck();

        assertThat(mcapCheck(run.log().toString())).isZero();
    }

    /** Without Node.js, npm and at first the registry, others cannot be asked; under CI they must be. */
    private static void assumeMcapCheck() throws IOException, InterruptedException {
        if (System.getenv("CI") == null) {
            assumeThat(mcapCheck("--help"))
                    .as("tools/mcap-check needs Node.js 20, npm, and the npm registry on first use")
                    .isZero();
        }
    }

    private static int mcapCheck(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(MCAP_CHECK.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
    }
}
