package dev.creance.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.creance.record.mcap.McapCursor;
import dev.creance.record.mcap.McapReader;
import dev.creance.runtime.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class McapSinkTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private static List<JsonNode> messages(Path path, String topic) throws IOException {
        List<JsonNode> messages = new ArrayList<>();
        try (McapReader reader = McapReader.open(path)) {
            McapCursor cursor = reader.cursor(topic);
            while (cursor.next()) {
                messages.add(JSON.readTree(cursor.data()));
            }
        }
        return messages;
    }

    @Test
    void eventsTellOfTransitionsAndInterventionsWithTheirCause() throws IOException {
        Path path = TestLogs.write(folder, TestLogs.LOCKSTEP, 7_000);

        List<JsonNode> events = messages(path, "/events");

        assertThat(events)
                .extracting(event -> event.get("message").asText())
                .containsExactly(
                        "STANDBY to ACTIVE",
                        "the device went from DISARMED to ARMED",
                        "ACTIVE to BACKUP: GEOFENCE (the vehicle would not stop inside the fence), at -0.1250",
                        "intervention begins: GEOFENCE (the vehicle would not stop inside the fence)",
                        "BACKUP to ACTIVE",
                        "intervention ends after 0.399 s: GEOFENCE",
                        "the scenario is over");
        JsonNode begin = events.get(3);
        assertThat(begin.get("timestamp").get("sec").asLong()).isEqualTo(6);
        assertThat(begin.get("level").asInt()).isEqualTo(3);
        assertThat(begin.get("name").asText()).isEqualTo("shield");
        assertThat(begin.get("tick").asLong()).isEqualTo(TestFlight.GUST_TICK);
        assertThat(begin.get("cause").asText()).isEqualTo("GEOFENCE");
    }

    @Test
    void anEventThatNoTickCouldTellOfStandsAtItsEnd() throws IOException {
        McapSink sink = McapSink.open(new McapSink.Settings(folder, "flight", 1 << 30), TestLogs.LOCKSTEP);
        TestFlight.fly(1_000, sink::accept);
        sink.conclude(new FlightEvent(
                2_000_000_000L, 1_000, FlightEvent.Level.FATAL, "loop", "the tick hangs", Cause.TICK_HUNG));
        sink.close();

        JsonNode last = messages(sink.status().files().getFirst(), "/events").getLast();
        assertThat(last.get("message").asText()).isEqualTo("the tick hangs");
        assertThat(last.get("cause").asText()).isEqualTo("TICK_HUNG");
        assertThat(last.get("tick").asLong()).isEqualTo(1_000);
        assertThat(last.get("timestamp").get("sec").asLong()).isEqualTo(2);
    }

    @Test
    void thePoseIsWrittenAtMostAtAHundredHertz() throws IOException {
        Path path = TestLogs.write(folder, TestLogs.LOCKSTEP, 1_000);

        List<JsonNode> poses = messages(path, "/pose");

        assertThat(poses).hasSize(100);
        JsonNode pose = poses.get(50);
        assertThat(pose.get("frame_id").asText()).isEqualTo("world");
        assertThat(pose.get("timestamp").get("nsec").asLong()).isEqualTo(500_000_000);
        assertThat(pose.get("pose").get("position").get("x").asDouble()).isEqualTo(StrictMath.sin(500 * 1e-3));
        assertThat(pose.get("pose").get("orientation").get("w").asDouble()).isBetween(0.9, 1.0);
    }

    @Test
    void aFileThatHasReachedItsSizeIsFollowedByTheNext() throws IOException {
        McapSink sink = McapSink.open(new McapSink.Settings(folder, "flight", 600_000), TestLogs.LOCKSTEP);
        TestFlight.fly(3_000, sink::accept);
        sink.close();

        List<Path> files = sink.status().files();
        assertThat(files)
                .hasSizeGreaterThan(2)
                .extracting(file -> file.getFileName().toString())
                .startsWith("flight.mcap", "flight.001.mcap", "flight.002.mcap");
        assertThat(files).allSatisfy(file -> assertThat(Files.size(file)).isLessThan(700_000));
        try (LogReader log = LogReader.open(files.getFirst())) {
            assertThat(log.files()).isEqualTo(files);
            assertThat(TestLogs.texts(log)).hasSize(3_000);
        }
        try (LogReader log = LogReader.open(files.getFirst())) {
            assertThat(TestLogs.ticks(log)).isEqualTo(upTo(0, 3_000));
        }
    }

    @Test
    void everyFileOfALogStandsAlone() throws IOException {
        McapSink sink = McapSink.open(new McapSink.Settings(folder, "flight", 600_000), TestLogs.REAL_TIME);
        TestFlight.fly(3_000, sink::accept);
        sink.close();

        try (LogReader log = LogReader.open(sink.status().files().getLast())) {
            List<String> texts = TestLogs.texts(log);
            List<String> flown = TestLogs.texts(3_000);
            assertThat(texts).hasSizeGreaterThan(100).isEqualTo(flown.subList(3_000 - texts.size(), 3_000));
            assertThat(log.header().attachments()).hasSize(1);
        }
    }

    @Test
    void aFullDiskIsReportedAndWhatWasWrittenStaysReadable() throws IOException {
        SmallDisk disk = new SmallDisk(500_000);
        McapSink sink = McapSink.open(TestLogs.in(folder), TestLogs.REAL_TIME, disk::open);
        TestFlight.fly(3_000, sink::accept);
        sink.close();

        McapSink.Status status = sink.status();
        assertThat(status.ticks()).isEqualTo(3_000);
        assertThat(status.lostTicks()).isBetween(1_000L, 2_999L);
        assertThat(status.trouble()).contains("No space left on device");
        assertThat(status.complete()).isFalse();
        try (LogReader log = LogReader.open(status.files().getFirst())) {
            List<Long> ticks = TestLogs.ticks(log);
            assertThat(ticks).hasSizeGreaterThan(200).isEqualTo(upTo(0, ticks.size()));
            assertThat(log.finished()).isFalse();
        }
    }

    @Test
    void whenSpaceReturnsTheLogGoesOnInANewFile() throws IOException {
        SmallDisk disk = new SmallDisk(500_000);
        McapSink sink = McapSink.open(TestLogs.in(folder), TestLogs.REAL_TIME, disk::open);
        TestFlight.fly(6_000, record -> {
            if (record.in.tick == 3_000) {
                disk.freeBytes = 100_000_000;
            }
            sink.accept(record);
        });
        sink.close();

        List<Path> files = sink.status().files();
        assertThat(files).hasSize(2);
        List<Long> before;
        List<Long> after;
        try (LogReader log = LogReader.ofPart(files.getFirst())) {
            assertThat(log.finished()).isTrue();
            before = TestLogs.ticks(log);
        }
        try (LogReader log = LogReader.ofPart(files.getLast())) {
            assertThat(log.finished()).isTrue();
            after = TestLogs.ticks(log);
        }
        assertThat(before).isEqualTo(upTo(0, before.size()));
        assertThat(after.getFirst()).isBetween(3_000L, 4_000L);
        assertThat(after).isEqualTo(upTo(after.getFirst(), 6_000));
        assertThat(sink.status().lostTicks()).isEqualTo(6_000 - before.size() - after.size());
    }

    @Test
    void aDiskThatIsFullBetweenTwoFilesLosesOnlyWhatCameWhileItWas() throws IOException {
        SmallDisk disk = new SmallDisk(100_000_000);
        McapSink sink = McapSink.open(new McapSink.Settings(folder, "flight", 600_000), TestLogs.REAL_TIME, disk::open);
        TestFlight.fly(6_000, record -> {
            if (record.in.tick == 500) {
                disk.freeBytes = 450_000;
            }
            disk.freeBytes = record.in.tick == 3_000 ? 100_000_000 : disk.freeBytes;
            sink.accept(record);
        });
        sink.close();

        McapSink.Status status = sink.status();
        try (LogReader log = LogReader.open(status.files().getFirst())) {
            assertThat(log.finished()).isTrue();
            assertThat(TestLogs.ticks(log))
                    .hasSize((int) (6_000 - status.lostTicks()))
                    .doesNotHaveDuplicates();
        }
        assertThat(status.lostTicks()).isBetween(1_000L, 3_500L);
    }

    private static List<Long> upTo(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }
}
