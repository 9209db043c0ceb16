package dev.creance.app;

import dev.creance.record.LogRecovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Completes the logs of earlier runs whose process ended before it could. */
final class Leftovers {
    private Leftovers() {}

    /** Looks into every run's folder below {@code record.dir}, and into the folder this run was given. */
    static void recover(Path runs, Path out, Console console) {
        List<Path> folders = new ArrayList<>();
        try {
            if (Files.isDirectory(runs)) {
                try (Stream<Path> children = Files.list(runs)) {
                    children.filter(Files::isDirectory).sorted().forEach(folders::add);
                }
            }
            if (out != null && Files.isDirectory(out)) {
                folders.add(out);
            }
        } catch (IOException e) {
            console.warn(runs + " cannot be listed (" + e.getMessage() + "); logs of killed runs stay as they are");
        }
        for (Path folder : folders) {
            recover(folder, console);
        }
    }

    private static void recover(Path folder, Console console) {
        try {
            for (LogRecovery.Recovered log : LogRecovery.recover(folder)) {
                console.say("recovered " + log.log() + ": " + log.ticksFromRing()
                        + " ticks from the flight record ring, complete to tick " + log.lastTick());
            }
        } catch (IOException e) {
            console.warn("the log in " + folder + " was not recovered: " + e.getMessage());
        }
    }
}
