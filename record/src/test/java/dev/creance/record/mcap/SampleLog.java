package dev.creance.record.mcap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A small log in which every type of record occurs: two channels, ten milliseconds from message to message. */
final class SampleLog {
    static final McapWriter.Limits SMALL_CHUNKS = new McapWriter.Limits(4096, 100_000_000);
    static final McapAttachment CONFIGURATION =
            new McapAttachment("robot.yaml", "text/yaml", 0, "creance: 1\n".getBytes(StandardCharsets.UTF_8));

    private SampleLog() {}

    static void write(Path path, int messages) throws IOException {
        McapWriter writer = unfinished(path, messages);
        writer.close();
    }

    static McapWriter unfinished(Path path, int messages) throws IOException {
        McapWriter writer = McapWriter.create(McapOutput.create(path), SMALL_CHUNKS, "test");
        writer.metadata(new McapMetadata("origin", Map.of("b", "2", "a", "1")));
        writer.attachment(CONFIGURATION);
        McapSchema schema = writer.addSchema("Number", "jsonschema", json("{\"type\":\"object\"}"));
        McapChannel even = writer.addChannel(schema, "/even", "json", Map.of());
        McapChannel odd = writer.addChannel(null, "/odd", "json", Map.of("k", "v"));
        add(writer, even, odd, 0, messages);
        return writer;
    }

    static void add(McapWriter writer, McapChannel even, McapChannel odd, int from, int to) throws IOException {
        for (int i = from; i < to; i++) {
            long timeNs = i * 10_000_000L;
            writer.completeDueChunk(timeNs);
            writer.message(new McapMessage(i % 2 == 0 ? even.id() : odd.id(), i, timeNs, timeNs, number(i)));
        }
    }

    static byte[] number(int i) {
        return json("{\"n\":" + i + "}");
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Sequences of all messages on both topics, in the order in which they are read. */
    static List<Long> sequences(McapReader reader) {
        List<Long> sequences = new ArrayList<>();
        McapCursor cursor = reader.cursor("/even", "/odd");
        while (cursor.next()) {
            sequences.add(cursor.sequence());
        }
        return sequences;
    }
}
