package dev.creance.runtime.realtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * What the kernel tells through files, read below a root that tests can put anywhere. Files that are missing, unreadable or
 * full of garbage are no exceptions here: they are empty answers.
 *
 * <pre>{@code
 * KernelFiles files = KernelFiles.ofThisMachine();
 * Optional<String> clock = files.text("/sys/devices/system/clocksource/clocksource0/current_clocksource");
 * }</pre>
 */
public final class KernelFiles {
    // /proc/interrupts of a machine with 256 processors has about 1 MB.
    private static final int GREATEST_BYTES = 4 << 20;

    private final Path root;

    /** @param root what stands for {@code /} */
    public KernelFiles(Path root) {
        this.root = root;
    }

    public static KernelFiles ofThisMachine() {
        return new KernelFiles(Path.of("/"));
    }

    /** The text of a regular file without white space at its ends; not read to the end where it is longer than 4 MiB. */
    public Optional<String> text(String file) {
        return read(file, false);
    }

    /** The text of a compressed file, such as {@code /proc/config.gz}. */
    public Optional<String> unzipped(String file) {
        return read(file, true);
    }

    private Optional<String> read(String file, boolean zipped) {
        Optional<Path> path = path(file).filter(Files::isRegularFile);
        if (path.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream raw = Files.newInputStream(path.get());
                InputStream in = zipped ? new GZIPInputStream(raw) : raw) {
            // Every byte is a character of this set, so that garbage cannot fail to be decoded.
            return Optional.of(new String(in.readNBytes(GREATEST_BYTES), StandardCharsets.ISO_8859_1).strip());
        } catch (IOException | SecurityException unreadable) {
            return Optional.empty();
        }
    }

    /** The whole number that is all a file says. */
    public OptionalLong number(String file) {
        try {
            return OptionalLong.of(Long.parseLong(text(file).orElse("")));
        } catch (NumberFormatException garbage) {
            return OptionalLong.empty();
        }
    }

    /** What follows {@code key} in the first line of a file that begins with it. */
    public Optional<String> value(String file, String key) {
        return text(file)
                .flatMap(text -> text.lines()
                        .filter(line -> line.startsWith(key))
                        .findFirst()
                        .map(line -> line.substring(key.length()).strip()));
    }

    /** What lies in a folder, sorted; nothing where it cannot be listed. */
    public List<String> names(String folder) {
        Optional<Path> path = path(folder);
        if (path.isEmpty()) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(path.get())) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (IOException | UncheckedIOException | SecurityException unreadable) {
            return List.of();
        }
    }

    public boolean exists(String file) {
        return path(file).filter(Files::exists).isPresent();
    }

    public boolean writable(String file) {
        return path(file).filter(Files::isWritable).isPresent();
    }

    /** Never outside the root: a name that comes out of a file may hold anything. */
    private Optional<Path> path(String file) {
        try {
            Path path = root.resolve(file.substring(1)).normalize();
            return path.startsWith(root.normalize()) ? Optional.of(path) : Optional.empty();
        } catch (InvalidPathException garbage) {
            return Optional.empty();
        }
    }
}
