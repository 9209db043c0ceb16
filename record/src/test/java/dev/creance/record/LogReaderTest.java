package dev.creance.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.record.mcap.McapDamage;
import dev.creance.record.mcap.McapException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogReaderTest {
    @TempDir
    Path folder;

    @Test
    void aLogGivesBackEveryBitOfAFlight() throws IOException {
        Path path = TestLogs.write(folder, TestLogs.REAL_TIME, 7_000);

        try (LogReader log = LogReader.open(path)) {
            assertThat(log.finished()).isTrue();
            assertThat(log.tickCount()).isEqualTo(7_000);
            assertThat(log.endNs()).isEqualTo(6_999 * TestFlight.TICK_NS);
            assertThat(log.schema()).isEqualTo(TestFlight.schema());
            assertThat(log.header().lockstep()).isFalse();
            assertThat(log.header().attachments().getFirst().text()).isEqualTo(TestLogs.CONFIGURATION);
            TestLogs.assertHolds(log, 7_000, 7_000);
            assertThat(log.damages()).isEmpty();
        }
    }

    @Test
    void equalRunsInLockstepGiveEqualBytes() throws IOException {
        Path first = TestLogs.write(folder.resolve("a"), TestLogs.LOCKSTEP, 3_000);
        Path second = folder.resolve("b").resolve("flight.mcap");
        McapSink sink = McapSink.open(TestLogs.in(folder.resolve("b")), TestLogs.LOCKSTEP);
        TestFlight.fly(3_000, record -> {
            record.wakeupNs += 1_000;
            record.tickNs *= 2;
            sink.accept(record);
        });
        sink.close();

        assertThat(second).hasSameBinaryContentAs(first);
    }

    @Test
    void aLogThatBreaksOffIsReadUpToItsLastWholeTick() throws IOException {
        Path path = TestLogs.write(folder, TestLogs.LOCKSTEP, 2_000);
        byte[] bytes = Files.readAllBytes(path);
        Files.write(path, Arrays.copyOf(bytes, bytes.length / 2));

        try (LogReader log = LogReader.open(path)) {
            List<Long> ticks = TestLogs.ticks(log);

            assertThat(log.finished()).isFalse();
            assertThat(ticks).hasSizeBetween(900, 1_100).isEqualTo(upTo(ticks.size()));
            assertThat(log.damages())
                    .extracting(place -> place.damage().kind())
                    .contains(McapDamage.Kind.BREAKS_OFF)
                    .doesNotContain(McapDamage.Kind.WRONG_CRC);
        }
    }

    @Test
    void aByteChangedInASensorFrameShowsInThatTickAndInItsChunksChecksum() throws IOException {
        Path path = TestLogs.write(folder, TestLogs.REAL_TIME, 2_000);
        LogReader.Place place;
        try (LogReader log = LogReader.open(path)) {
            place = log.locate(1_234, "sensors", "position_x").orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(path);
        bytes[(int) place.offset()] ^= 1;
        Files.write(path, bytes);

        try (LogReader log = LogReader.open(path)) {
            List<String> read = TestLogs.texts(log);
            List<String> flown = TestLogs.texts(2_000);
            long[] different = LongStream.range(0, 2_000)
                    .filter(tick -> !read.get((int) tick).equals(flown.get((int) tick)))
                    .toArray();

            // sensors are fresh at even ticks, and stay until the next
            assertThat(different).containsExactly(1_234, 1_235);
            assertThat(log.damages()).singleElement().satisfies(damage -> {
                assertThat(damage.damage().kind()).isEqualTo(McapDamage.Kind.WRONG_CRC);
                assertThat(damage.toString()).contains("flight.mcap, at byte").contains("the CRC of a chunk");
            });
        }
    }

    @Test
    void ticksThatDoNotFitTheSchemaAreSkippedAndNotedOnce() throws IOException {
        Path path = TestLogs.write(folder, TestLogs.LOCKSTEP, 1_000);
        byte[] bytes = Files.readAllBytes(path);
        for (int tick = 300; tick < 310; tick++) {
            try (LogReader log = LogReader.open(path)) {
                int state =
                        (int) log.locate(tick, "device", "state").orElseThrow().offset();
                bytes[state] = 99;
            }
        }
        Files.write(path, bytes);

        try (LogReader log = LogReader.open(path)) {
            assertThat(TestLogs.ticks(log)).hasSize(990).doesNotContain(300L, 309L);
            assertThat(log.damages())
                    .filteredOn(damage -> damage.damage().kind() == McapDamage.Kind.MALFORMED)
                    .singleElement()
                    .satisfies(damage -> assertThat(damage.damage().what()).contains("state=99 is no DeviceState"));
        }
    }

    @Test
    void aFieldThatIsNotInATickIsNotLocated() throws IOException {
        Path path = TestLogs.write(folder, TestLogs.LOCKSTEP, 100);

        try (LogReader log = LogReader.open(path)) {
            assertThat(log.locate(51, "sensors", "position_x")).isEmpty();
        }
        try (LogReader log = LogReader.open(path)) {
            assertThat(log.locate(1_000, "sensors", "position_x")).isEmpty();
        }
    }

    @Test
    void aFileThatIsNoFlightLogIsRefused() throws IOException {
        Path other = folder.resolve("other.mcap");
        dev.creance.record.mcap.McapWriter.create(
                        dev.creance.record.mcap.McapOutput.create(other),
                        dev.creance.record.mcap.McapWriter.Limits.DEFAULT,
                        "x")
                .close();

        assertThatThrownBy(() -> LogReader.open(other))
                .isInstanceOf(McapException.class)
                .hasMessageContaining("no flight log of format 1");
    }

    private static List<Long> upTo(long count) {
        return LongStream.range(0, count).boxed().toList();
    }
}
