package dev.creance.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for as long as a benchmark takes. */
public record WorkFolder(Path path) implements AutoCloseable {
    public static WorkFolder create() throws IOException {
        return new WorkFolder(Files.createTempDirectory("creance-bench"));
    }

    /** With all that is in it. */
    @Override
    public void close() throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(path)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : deepestFirst) {
            Files.deleteIfExists(each);
        }
    }
}
