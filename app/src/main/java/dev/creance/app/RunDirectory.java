package dev.creance.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** Where a run leaves its log, report and, while it goes on, its flight record ring. */
record RunDirectory(Path path) {
    static final String COUNTERS = "counters";
    static final String SWAPS = "swaps";
    static final String SETPOINTS = "setpoints";
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    /** The folder that {@code --out} names, or a new one below {@code record.dir}. */
    static RunDirectory create(Path out, RecordConfig record, String robot) throws UsageError {
        try {
            Path path = out != null ? out : unused(record.directory(), robot);
            Files.createDirectories(path);
            return new RunDirectory(path);
        } catch (IOException e) {
            throw new UsageError("the folder for the run cannot be made (" + e.getMessage()
                    + "); set record.dir or --out to a place that can be written");
        }
    }

    private static Path unused(Path parent, String robot) {
        String name = robot + "-" + LocalDateTime.now().format(STAMP);
        Path path = parent.resolve(name);
        for (int i = 2; Files.exists(path); i++) {
            path = parent.resolve(name + "-" + i);
        }
        return path;
    }

    Path ring() {
        return path.resolve("flight.ring");
    }

    /** Figures for other processes, while the run goes on; see docs/counters.md. */
    Path counters() {
        return path.resolve(COUNTERS);
    }

    /** Where other processes hand in policies; see {@link SwapRequests}. */
    Path swaps() {
        return path.resolve(SWAPS);
    }

    /** Where other processes ask for set points; see {@link SetpointRequests}. */
    Path setpoints() {
        return path.resolve(SETPOINTS);
    }

    Path report() {
        return path.resolve("report.html");
    }

    Path picture() {
        return path.resolve("flight.svg");
    }

    /** What a controller made of the same scenario; see {@link Baseline}. */
    Path baseline() {
        return path.resolve("baseline");
    }

    /** The summary, with the durations that a log in lockstep must not hold. */
    Path summary() {
        return path.resolve("summary.json");
    }
}
