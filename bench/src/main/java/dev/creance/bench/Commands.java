package dev.creance.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs to their end. */
final class Commands {
    private static final long POLL_MS = 20;

    private Commands() {}

    /** @param cpuShare processor time over elapsed time, all threads of the program together */
    record Timed(List<String> lines, double cpuShare) {}

    /** Where a program stands on the PATH, or where systems put those for administrators. */
    static boolean exists(String program) {
        String places = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
        for (String place : places.split(File.pathSeparator)) {
            if (!place.isEmpty() && Files.isExecutable(Path.of(place, program))) {
                return true;
            }
        }
        return false;
    }

    static List<String> output(String... command) throws IOException, InterruptedException {
        return timed(command).lines();
    }

    static Timed timed(String... command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("creance-bench", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            Duration used = Duration.ZERO;
            long fromNs = System.nanoTime();
            long lastNs = fromNs + 1;
            // A process that has ended no longer tells.
            while (!process.waitFor(POLL_MS, TimeUnit.MILLISECONDS)) {
                long nowNs = System.nanoTime();
                Duration now = process.info().totalCpuDuration().orElse(Duration.ZERO);
                if (now.compareTo(used) > 0) {
                    used = now;
                    lastNs = nowNs;
                }
            }
            requireSuccess(process.exitValue(), out, command);
            return new Timed(Files.readAllLines(out), (double) used.toNanos() / (lastNs - fromNs));
        } finally {
            Files.delete(out);
        }
    }

    /** Keeps what a program prints in a file; what it complains of is told where it fails. */
    static void print(Path out, String... command) throws IOException, InterruptedException {
        Path complaints = Files.createTempFile("creance-bench", ".err");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(complaints.toFile())
                    .start();
            requireSuccess(process.waitFor(), complaints, command);
        } finally {
            Files.delete(complaints);
        }
    }

    private static void requireSuccess(int exit, Path said, String... command) throws IOException {
        if (exit != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + exit + ": "
                    + Files.readString(said).lines().limit(5).toList());
        }
    }
}
