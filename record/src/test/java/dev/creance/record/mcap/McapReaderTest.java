package dev.creance.record.mcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.record.mcap.McapDamage.Kind;
import dev.creance.runtime.property.Property;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class McapReaderTest {
    private static final int MESSAGES = 57;

    @TempDir
    Path folder;

    private Path log() throws IOException {
        Path path = folder.resolve("sample.mcap");
        if (!Files.exists(path)) {
            SampleLog.write(path, MESSAGES);
        }
        return path;
    }

    private static List<Long> upTo(long count) {
        return LongStream.range(0, count).boxed().toList();
    }

    @Test
    void aFinishedLogIsReadByItsSummary() throws IOException {
        try (McapReader reader = McapReader.open(log())) {
            assertThat(reader.finished()).isTrue();
            assertThat(reader.messageCount()).isEqualTo(MESSAGES);
            assertThat(reader.chunkCount()).isEqualTo(6);
            assertThat(reader.startNs()).isZero();
            assertThat(reader.endNs()).isEqualTo((MESSAGES - 1) * 10_000_000L);
            assertThat(reader.channels()).extracting(McapChannel::topic).containsExactly("/even", "/odd");
            assertThat(reader.channel("/odd").orElseThrow().metadata()).containsEntry("k", "v");
            assertThat(reader.metadata().getFirst().entries()).containsEntry("a", "1");
            assertThat(reader.attachments().getFirst().data()).isEqualTo(SampleLog.CONFIGURATION.data());
            assertThat(SampleLog.sequences(reader)).isEqualTo(upTo(MESSAGES));
            assertThat(reader.damages()).isEmpty();
        }
    }

    @Test
    void aScanFindsWhatTheSummarySays() throws IOException {
        try (McapReader scanned = McapReader.scan(log());
                McapReader indexed = McapReader.open(log())) {
            assertThat(scanned.damages()).isEmpty();
            assertThat(scanned.finished()).isTrue();
            assertThat(scanned.messageCount()).isEqualTo(indexed.messageCount());
            assertThat(scanned.chunkCount()).isEqualTo(indexed.chunkCount());
            assertThat(scanned.channels()).containsExactlyElementsOf(indexed.channels());
            assertThat(SampleLog.sequences(scanned)).isEqualTo(SampleLog.sequences(indexed));
        }
    }

    @Test
    void aCursorReadsOneTopicInOneSpanOfTime() throws IOException {
        try (McapReader reader = McapReader.open(log())) {
            McapCursor cursor = reader.cursor(200_000_000, 299_999_999, "/odd");
            List<Long> sequences = new ArrayList<>();
            while (cursor.next()) {
                sequences.add(cursor.sequence());
            }

            assertThat(sequences).containsExactly(21L, 23L, 25L, 27L, 29L);
        }
    }

    @Test
    void theOffsetOfAMessagePointsAtItsBytes() throws IOException {
        byte[] bytes = Files.readAllBytes(log());
        byte[] expected = SampleLog.number(34);

        try (McapReader reader = McapReader.open(log())) {
            int offset = (int) reader.messageOffset("/even", 340_000_000).orElseThrow();

            assertThat(Arrays.copyOfRange(bytes, offset, offset + expected.length))
                    .isEqualTo(expected);
            assertThat(reader.messageOffset("/even", 1)).isEmpty();
        }
    }

    @Test
    void aChangedByteIsReportedWithItsChunkAndReadingGoesOn() throws IOException {
        int offset;
        try (McapReader reader = McapReader.open(log())) {
            offset = (int) reader.messageOffset("/even", 340_000_000).orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(log());
        bytes[offset + 2] ^= 1;
        Path changed = Files.write(folder.resolve("changed.mcap"), bytes);

        try (McapReader reader = McapReader.open(changed)) {
            assertThat(SampleLog.sequences(reader)).isEqualTo(upTo(MESSAGES));
            assertThat(reader.damages()).singleElement().satisfies(damage -> {
                assertThat(damage.kind()).isEqualTo(Kind.WRONG_CRC);
                assertThat(damage.offset()).isLessThan(offset).isGreaterThan(offset - 4096L);
                assertThat(damage.what()).contains("the CRC of a chunk is").contains("should be");
            });
        }
    }

    @Test
    void aLogCutAnywhereIsReadUpToItsLastWholeMessage() throws IOException {
        byte[] bytes = Files.readAllBytes(log());
        long before = 0;
        for (int length = 8; length < bytes.length; length++) {
            Path cut = Files.write(folder.resolve("cut.mcap"), Arrays.copyOf(bytes, length));
            try (McapReader reader = McapReader.open(cut)) {
                List<Long> sequences = SampleLog.sequences(reader);

                assertThat(reader.finished()).isFalse();
                assertThat(reader.damages()).isNotEmpty();
                assertThat(sequences).isEqualTo(upTo(sequences.size()));
                assertThat((long) sequences.size()).isBetween(before, before + 1);
                assertThat(reader.messageCount()).isEqualTo(sequences.size());
                before = sequences.size();
            }
        }
        assertThat(before).isEqualTo(MESSAGES);
    }

    @Test
    void aLogCutAnywhereIsResumedAndFinished() throws IOException {
        byte[] bytes = Files.readAllBytes(log());
        for (int length = 400; length < bytes.length; length += 7) {
            Path cut = Files.write(folder.resolve("cut.mcap"), Arrays.copyOf(bytes, length));
            List<Long> there;
            try (McapReader reader = McapReader.open(cut)) {
                there = SampleLog.sequences(reader);
            }

            try (McapWriter writer = McapWriter.resume(cut, SampleLog.SMALL_CHUNKS)) {
                assertThat(writer.messageCount()).isEqualTo(there.size());
            }

            try (McapReader indexed = McapReader.open(cut);
                    McapReader scanned = McapReader.scan(cut)) {
                assertThat(SampleLog.sequences(indexed)).isEqualTo(there);
                assertThat(indexed.damages()).isEmpty();
                assertThat(scanned.damages()).isEmpty();
                assertThat(scanned.chunkCount()).isEqualTo(indexed.chunkCount());
            }
        }
    }

    @Test
    void aResumedLogTakesFurtherMessages() throws IOException {
        Path path = folder.resolve("resumed.mcap");
        McapWriter killed = SampleLog.unfinished(path, 25);
        killed.flush();
        killed.abandon();

        McapChannel even;
        McapChannel odd;
        try (McapReader reader = McapReader.open(path)) {
            even = reader.channel("/even").orElseThrow();
            odd = reader.channel("/odd").orElseThrow();
        }
        try (McapWriter writer = McapWriter.resume(path, SampleLog.SMALL_CHUNKS)) {
            SampleLog.add(writer, even, odd, 25, MESSAGES);
        }

        try (McapReader reader = McapReader.scan(path)) {
            assertThat(SampleLog.sequences(reader)).isEqualTo(upTo(MESSAGES));
            assertThat(reader.damages()).isEmpty();
            assertThat(reader.messageCount(odd)).isEqualTo(MESSAGES / 2);
        }
    }

    @Test
    void anyDamagedByteIsSurvivedAndEverythingElseIsRead() throws IOException {
        byte[] sound = Files.readAllBytes(log());
        Property.check(2000, choices -> {
            byte[] bytes = sound.clone();
            for (int flips = choices.integer(1, 4); flips > 0; flips--) {
                bytes[choices.integer(8, bytes.length - 1)] ^= (byte) choices.integer(1, 255);
            }
            Path hostile = Files.write(folder.resolve("hostile.mcap"), bytes);
            try (McapReader indexed = McapReader.open(hostile);
                    McapReader scanned = McapReader.scan(hostile)) {
                assertThat(SampleLog.sequences(indexed)).hasSizeLessThanOrEqualTo(MESSAGES);
                assertThat(SampleLog.sequences(scanned)).hasSizeLessThanOrEqualTo(MESSAGES);
                assertThat(scanned.damages()).isNotEmpty();
            }
        });
    }

    @Test
    void aFileThatIsNotMcapIsRefused() throws IOException {
        Path other = Files.writeString(folder.resolve("other.txt"), "something else");
        Path empty = Files.createFile(folder.resolve("empty.mcap"));

        assertThatThrownBy(() -> McapReader.open(other))
                .isInstanceOf(McapException.class)
                .hasMessageContaining("is not an MCAP file");
        assertThatThrownBy(() -> McapReader.open(empty)).isInstanceOf(McapException.class);
    }
}
