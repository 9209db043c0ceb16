package dev.creance.record;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the files of a log are called: {@code flight.mcap}, then {@code flight.001.mcap} and so on. */
final class LogFiles {
    static final String SUFFIX = ".mcap";
    private static final Pattern NUMBERED = Pattern.compile("(.+)\\.(\\d{3,})\\.mcap");

    private LogFiles() {}

    static Path part(Path directory, String name, int part) {
        return directory.resolve(part == 0 ? name + SUFFIX : String.format("%s.%03d%s", name, part, SUFFIX));
    }

    /** This file and those that go on from it, in order. */
    static List<Path> series(Path path) {
        String file = path.getFileName().toString();
        Matcher numbered = NUMBERED.matcher(file);
        boolean first = !numbered.matches();
        String name = first ? file.substring(0, Math.max(0, file.length() - SUFFIX.length())) : numbered.group(1);
        int part = first ? 0 : Integer.parseInt(numbered.group(2));
        List<Path> files = new ArrayList<>(List.of(path));
        if (file.endsWith(SUFFIX)) {
            Path next = part(path.toAbsolutePath().getParent(), name, ++part);
            while (Files.exists(next)) {
                files.add(next);
                next = part(path.toAbsolutePath().getParent(), name, ++part);
            }
        }
        return files;
    }

    /** Whether a file of this name is the first of a log. */
    static boolean isFirst(String file) {
        return file.endsWith(SUFFIX) && !NUMBERED.matcher(file).matches();
    }
}
