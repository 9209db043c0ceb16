package dev.creance.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.record.LogRecovery.Recovered;
import dev.creance.runtime.flight.FlightRecorder;
import dev.creance.runtime.flight.FlightRing;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that records a flight is killed with SIGKILL; nothing up to its last tick may be lost. */
class KilledProcessTest {
    private static final long KILLED_AFTER = 5_000;

    @TempDir
    Path folder;

    /** The process that is killed: appends as fast as the drain follows, and says so every 500 ticks. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[0]);
            McapSink sink = McapSink.open(TestLogs.in(folder), TestLogs.REAL_TIME);
            FlightRing ring = FlightRing.create(folder.resolve("flight.ring"), TestFlight.schema(), 8 << 20);
            FlightRecorder recorder = new FlightRecorder(ring, List.of(sink));
            recorder.start();
            TestFlight.fly(Long.MAX_VALUE, record -> {
                while (!ring.hasRoom()) {
                    Thread.onSpinWait();
                }
                ring.append(record);
                if (record.in.tick % 500 == 0) {
                    System.out.println(record.in.tick);
                }
            });
        }
    }

    @Test
    void theRecoveredLogHoldsEveryTickUpToTheKill() throws Exception {
        Process victim = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long announced = -1;
        try (BufferedReader output = victim.inputReader()) {
            while (announced < KILLED_AFTER) {
                announced = Long.parseLong(output.readLine());
            }
        } finally {
            victim.destroyForcibly().waitFor();
        }

        Recovered recovered = LogRecovery.recover(folder).getFirst();

        assertThat(recovered.lastTick()).isGreaterThanOrEqualTo(announced);
        assertThat(recovered.tornTicks()).isZero();
        try (LogReader log = LogReader.open(recovered.log())) {
            assertThat(log.finished()).isTrue();
            assertThat(TestLogs.ticks(log))
                    .isEqualTo(LongStream.rangeClosed(0, recovered.lastTick())
                            .boxed()
                            .toList());
            assertThat(log.damages()).isEmpty();
        }
    }
}
