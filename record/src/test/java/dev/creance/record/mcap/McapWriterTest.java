package dev.creance.record.mcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class McapWriterTest {
    @TempDir
    Path folder;

    @Test
    void theSameMessagesGiveTheSameBytes() throws IOException {
        SampleLog.write(folder.resolve("a.mcap"), 100);
        SampleLog.write(folder.resolve("b.mcap"), 100);

        assertThat(folder.resolve("a.mcap")).hasSameBinaryContentAs(folder.resolve("b.mcap"));
    }

    @Test
    void anEmptyLogIsWhatTheSpecificationSaysByteForByte() throws IOException {
        Path path = folder.resolve("empty.mcap");
        McapWriter.create(McapOutput.create(path), McapWriter.Limits.DEFAULT, "x")
                .close();

        String header = "894d434150300d0a" + "01" + "0900000000000000" + "00000000" + "01000000" + "78";
        String dataEnd = "0f" + "0400000000000000";
        String statistics = "0b" + "2e00000000000000" + "00".repeat(46);
        String offset = "0e" + "1100000000000000" + "0b" + "2700000000000000" + "3700000000000000";
        String footer = "02" + "1400000000000000" + "2700000000000000" + "5e00000000000000";
        String written = HexFormat.of().formatHex(Files.readAllBytes(path));
        assertThat(written).startsWith(header + dataEnd).contains(statistics + offset + footer);
        assertThat(written).endsWith("894d434150300d0a").hasSize(2 * (26 + 13 + 55 + 26 + 29 + 8));
    }

    @Test
    void wholeChunksReachTheFileAsTimeGoesOn() throws IOException {
        Path path = folder.resolve("growing.mcap");
        McapWriter writer = SampleLog.unfinished(path, 11);

        try (McapReader reader = McapReader.open(path)) {
            assertThat(SampleLog.sequences(reader)).hasSize(10);
        }
        writer.close();
    }

    @Test
    void anExistingFileIsNotOverwritten() throws IOException {
        Path path = Files.writeString(folder.resolve("there.mcap"), "precious");

        assertThatThrownBy(() -> McapOutput.create(path)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(path).hasContent("precious");
    }
}
