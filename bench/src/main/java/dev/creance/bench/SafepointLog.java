package dev.creance.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every time that a JVM stopped all its threads, to collect garbage or for another reason, as its own log tells. */
final class SafepointLog {
    private static final Pattern LINE = Pattern.compile("\\[(\\d+)ns\\] Safepoint \"(\\w+)\".* Total: +(\\d+) ns.*");

    private final List<Stop> stops;

    /**
     * @param atNs when it was over, CLOCK_MONOTONIC
     * @param ns from the request to stop until all threads ran again
     */
    record Stop(long atNs, String reason, long ns) {}

    private SafepointLog(List<Stop> stops) {
        this.stops = stops;
    }

    /** What makes a JVM write it; off its own threads, so that no disk holds it up. */
    static List<String> flags(Path file) {
        return List.of("-Xlog:async", "-Xlog:safepoint:file=" + file + ":timenanos:filecount=0");
    }

    static SafepointLog read(Path file) throws IOException {
        return parse(Files.readAllLines(file));
    }

    static SafepointLog parse(List<String> lines) {
        List<Stop> stops = new ArrayList<>();
        for (String line : lines) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                stops.add(
                        new Stop(Long.parseLong(matcher.group(1)), matcher.group(2), Long.parseLong(matcher.group(3))));
            }
        }
        return new SafepointLog(stops);
    }

    /** Those that ended between two times. */
    Sample between(long fromNs, long toNs) {
        return new Sample(stops.stream()
                .filter(stop -> stop.atNs() >= fromNs && stop.atNs() <= toNs)
                .mapToLong(Stop::ns)
                .toArray());
    }
}
