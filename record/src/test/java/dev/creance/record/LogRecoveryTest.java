package dev.creance.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.record.LogRecovery.Recovered;
import dev.creance.record.mcap.McapCursor;
import dev.creance.record.mcap.McapReader;
import dev.creance.runtime.flight.FlightRing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogRecoveryTest {
    private static final long TICKS = 6_500;

    @TempDir
    Path folder;

    /** What a killed process leaves: a ring with every tick up to the last, a log that lacks its newest chunk. */
    private void killedRun(long ticks, int ringBytes) throws IOException {
        McapSink sink = McapSink.open(TestLogs.in(folder), TestLogs.REAL_TIME);
        try (FlightRing ring = FlightRing.create(folder.resolve("flight.ring"), TestFlight.schema(), ringBytes)) {
            TestFlight.fly(ticks, record -> {
                ring.append(record);
                sink.accept(record);
            });
        }
    }

    private Path log() {
        return folder.resolve("flight.mcap");
    }

    private void assertHoldsEveryTick(long ticks) throws IOException {
        assertHolds(ticks, ticks);
    }

    private void assertHolds(long ticks, long flown) throws IOException {
        try (LogReader log = LogReader.open(log())) {
            assertThat(log.finished()).isTrue();
            TestLogs.assertHolds(log, ticks, flown);
            assertThat(log.damages()).isEmpty();
        }
        try (McapReader reader = McapReader.scan(log())) {
            assertThat(reader.damages()).isEmpty();
        }
    }

    private static List<String> events(Path path) throws IOException {
        List<String> events = new ArrayList<>();
        try (McapReader reader = McapReader.open(path)) {
            McapCursor cursor = reader.cursor("/events");
            while (cursor.next()) {
                events.add(cursor.sequence() + new String(cursor.data(), java.nio.charset.StandardCharsets.UTF_8));
            }
        }
        return events;
    }

    @Test
    void theLogOfAKilledRunIsCompletedToItsLastTick() throws IOException {
        killedRun(TICKS, 16 << 20);
        try (LogReader broken = LogReader.open(log())) {
            assertThat(TestLogs.ticks(broken)).hasSizeLessThan((int) TICKS);
        }

        Recovered recovered = LogRecovery.recover(folder).getFirst();

        assertThat(recovered.log()).isEqualTo(log());
        assertThat(recovered.lastTick()).isEqualTo(TICKS - 1);
        assertThat(recovered.ticksFromRing()).isBetween(1L, 250L);
        assertThat(recovered.tornTicks()).isZero();
        assertHoldsEveryTick(TICKS);
        assertThat(folder.resolve("flight.ring")).doesNotExist();
    }

    @Test
    void theEventsOfACompletedLogAreThoseOfOneThatWasNotKilled() throws IOException {
        killedRun(TICKS, 16 << 20);
        LogRecovery.recover(folder);
        Path whole = TestLogs.write(folder.resolve("whole"), TestLogs.REAL_TIME, TICKS);

        assertThat(events(log())).isEqualTo(events(whole));
    }

    @Test
    void aLogThatBreaksOffInTheMiddleOfAChunkIsCompleted() throws IOException {
        killedRun(TICKS, 16 << 20);
        byte[] bytes = Files.readAllBytes(log());
        Files.write(log(), Arrays.copyOf(bytes, bytes.length - 40_000));

        LogRecovery.recover(folder);

        assertHoldsEveryTick(TICKS);
    }

    @Test
    void aRingWithoutALogBecomesOne() throws IOException {
        killedRun(2_000, 16 << 20);
        Files.delete(log());

        LogRecovery.recover(folder);

        assertHoldsEveryTick(2_000);
    }

    @Test
    void aLogThatBreaksOffInItsHeaderIsBegunAnew() throws IOException {
        killedRun(2_000, 16 << 20);
        for (int length : new int[] {0, 5, 100, 3_000}) {
            Files.write(log(), Arrays.copyOf(Files.readAllBytes(log()), length));
            if (!Files.exists(folder.resolve("flight.ring"))) {
                try (FlightRing ring =
                        FlightRing.create(folder.resolve("flight.ring"), TestFlight.schema(), 16 << 20)) {
                    TestFlight.fly(2_000, ring::append);
                }
            }

            LogRecovery.recover(folder);

            assertHoldsEveryTick(2_000);
        }
    }

    @Test
    void withoutARingTheLogIsFinishedAtItsLastWholeTick() throws IOException {
        killedRun(TICKS, 16 << 20);
        Files.delete(folder.resolve("flight.ring"));

        Recovered recovered = LogRecovery.recover(folder).getFirst();

        assertThat(recovered.ticksFromRing()).isZero();
        assertHolds(recovered.lastTick() + 1, TICKS);
        assertThat(recovered.lastTick()).isBetween(TICKS - 260, TICKS - 1);
        assertThat(recovered.damages()).isNotEmpty();
    }

    @Test
    void aFinishedLogIsLeftAsItIsAndItsRingIsDeleted() throws IOException {
        killedRun(2_000, 16 << 20);
        LogRecovery.recover(folder);
        byte[] finished = Files.readAllBytes(log());
        try (FlightRing ring = FlightRing.create(folder.resolve("flight.ring"), TestFlight.schema(), 16 << 20)) {
            TestFlight.fly(2_000, ring::append);
        }

        List<Recovered> second = LogRecovery.recover(folder);

        assertThat(second.getFirst().ticksFromRing()).isZero();
        assertThat(log()).hasBinaryContent(finished);
        assertThat(folder.resolve("flight.ring")).doesNotExist();
        assertThat(LogRecovery.recover(folder)).isEmpty();
    }

    @Test
    void whenTheLastFileIsFinishedWhatTheRingHoldsBeyondItGoesIntoTheNext() throws IOException {
        TestLogs.write(folder, TestLogs.REAL_TIME, 1_000);
        try (FlightRing ring = FlightRing.create(folder.resolve("flight.ring"), TestFlight.schema(), 16 << 20)) {
            TestFlight.fly(2_000, ring::append);
        }

        LogRecovery.recover(folder);

        assertThat(folder.resolve("flight.001.mcap")).exists();
        try (LogReader log = LogReader.open(log())) {
            assertThat(TestLogs.ticks(log)).hasSize(2_000).doesNotHaveDuplicates();
        }
    }

    @Test
    void theLogOfARunThatStillGoesOnIsNotTouched() throws IOException {
        try (FlightRing ring = FlightRing.create(folder.resolve("flight.ring"), TestFlight.schema(), 16 << 20)) {
            TestFlight.fly(100, ring::append);

            assertThatThrownBy(() -> LogRecovery.recover(folder)).isInstanceOf(IOException.class);
            assertThat(folder.resolve("flight.ring")).exists();
        }
    }
}
