package dev.creance.runtime.flight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.ChildJvm;
import dev.creance.runtime.Sink;
import dev.creance.runtime.TickRecord;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledProcessTest {
    private static final long BYTES = 4 << 20;

    @TempDir
    private Path folder;

    @Test
    void everyTickThatAKilledProcessReportedIsRecovered() throws Exception {
        Path path = folder.resolve("ring");
        long reported = killOnceItHasReported(2_000, path, "undrained");

        try (FlightRecovery recovery = FlightRing.openForRecovery(path)) {
            List<Long> ticks = wholeTicks(recovery, 0);

            assertThat(recovery.torn()).isZero();
            assertThat(reported).isGreaterThanOrEqualTo(2_000);
            assertThat(ticks.getFirst()).isZero();
            assertThat(ticks.getLast()).isEqualTo(ticks.size() - 1L).isGreaterThanOrEqualTo(reported);
        }
    }

    @Test
    void theNewestLapOfAKilledProcessIsRecoveredWhileItsDrainRan() throws Exception {
        Path path = folder.resolve("ring");
        long reported = killOnceItHasReported(30_000, path, "drained");

        try (FlightRecovery recovery = FlightRing.openForRecovery(path)) {
            List<Long> ticks = wholeTicks(recovery, 0);

            assertThat(recovery.torn()).isZero();
            assertThat(ticks.getFirst()).isGreaterThan(0);
            assertThat(ticks.getLast()).isGreaterThanOrEqualTo(reported);
            assertThat(ticks.getLast() - ticks.getFirst() + 1).isEqualTo(ticks.size());
            assertThat(wholeTicks(recovery, recovery.drained()))
                    .isEqualTo(ticks.subList((int) (recovery.drained() - ticks.getFirst()), ticks.size()));
        }
    }

    private static List<Long> wholeTicks(FlightRecovery recovery, long from) {
        List<Long> ticks = new ArrayList<>();
        recovery.forEach(from, record -> {
            assertThat(Records.isWhole(record, record.in.tick)).isTrue();
            ticks.add(record.in.tick);
        });
        return ticks;
    }

    /** Returns the last tick that the child wrote to its standard output before it died. */
    private static long killOnceItHasReported(long tick, Path path, String mode) throws Exception {
        Process child = ChildJvm.start(Writer.class, path.toString(), mode);
        long last = -1;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.US_ASCII))) {
            String line = lines.readLine();
            while (line != null) {
                // The kill may cut the last line short.
                if (line.endsWith(".")) {
                    last = Long.parseLong(line.substring(0, line.length() - 1));
                    if (last == tick) {
                        // SIGKILL; through the handle, which leaves the pipe open for what was already written.
                        assertThat(child.toHandle().destroyForcibly()).isTrue();
                    }
                }
                line = lines.readLine();
            }
        }
        assertThat(child.waitFor()).isEqualTo(137);
        return last;
    }

    /** Appends ticks for ever and reports each one once it is appended. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) throws Exception {
            FlightRing ring = FlightRing.create(Path.of(arguments[0]), Records.schema(), BYTES);
            if (arguments[1].equals("drained")) {
                new FlightRecorder(ring, List.of(new Discard())).start();
            }
            TickRecord record = Records.schema().newRecord();
            for (long tick = 0; ; ) {
                Records.fill(record, tick);
                if (ring.hasRoom() && ring.append(record)) {
                    System.out.println(tick + ".");
                    tick++;
                }
            }
        }
    }

    private static final class Discard implements Sink {
        @Override
        public void accept(TickRecord record) {}

        @Override
        public void close() {}
    }
}
