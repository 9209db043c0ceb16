package dev.creance.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.creance.record.LogReader;
import dev.creance.runtime.TickRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;

/** What {@code creance replay} says of a log. */
record Replayed(int exitCode, String text, JsonNode json) {
    static Replayed of(Path log) throws IOException {
        CommandLine line = Main.commandLine();
        StringWriter out = new StringWriter();
        line.setOut(new PrintWriter(out, true));
        Path json = log.resolveSibling("replay.json");
        int exitCode = line.execute("replay", log.toString(), "--json", json.toString());
        return new Replayed(exitCode, out.toString(), Json.MAPPER.readTree(json.toFile()));
    }

    /** @param tick whose sensor frame is not what it was */
    record Altered(Path log, long tick) {}

    /** Copies a log, all but one bit of the position in the first fresh sensor frame from this tick on. */
    static Altered alter(Path original, long fromTick, Path folder) throws IOException {
        long tick = firstFresh(original, fromTick);
        byte[] bytes = Files.readAllBytes(original);
        try (LogReader log = LogReader.open(original)) {
            Optional<LogReader.Place> place = log.locate(tick, "sensors", "position_x");
            bytes[(int) place.orElseThrow().offset() + 5] ^= 1;
        }
        return new Altered(Files.write(folder.resolve("flight.mcap"), bytes), tick);
    }

    private static long firstFresh(Path original, long fromTick) throws IOException {
        try (LogReader log = LogReader.open(original)) {
            TickRecord record = log.schema().newRecord();
            while (log.next(record)) {
                if (record.in.tick >= fromTick && record.in.sensorFresh) {
                    return record.in.tick;
                }
            }
        }
        throw new AssertionError("no fresh sensor frame from tick " + fromTick + " on in " + original);
    }
}
