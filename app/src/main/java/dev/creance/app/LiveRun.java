package dev.creance.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.creance.runtime.counters.CounterReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What another process says of its run, through its counter file. */
record LiveRun(
        Path folder,
        String robot,
        long pid,
        long startedNs,
        boolean alive,
        double ageS,
        CounterReader.Snapshot counters) {

    /** @throws IOException where the folder holds no counter file that can be read */
    static LiveRun of(Path folder) throws IOException {
        try (CounterReader reader = CounterReader.open(folder.resolve(RunDirectory.COUNTERS))) {
            boolean alive = reader.writerLives(); // first: what a writer that is dead by now wrote last is not missed
            CounterReader.Snapshot counters = reader.read();
            double ageS = (System.nanoTime() - counters.get("updated_ns")) * 1e-9;
            return new LiveRun(
                    folder, reader.robot(), reader.pid(), reader.startedNs(), alive, Math.max(0, ageS), counters);
        }
    }

    /** The run that was started last among those below this folder whose process lives. */
    static Optional<LiveRun> newest(Path runs) throws IOException {
        List<LiveRun> alive = new ArrayList<>();
        if (Files.isDirectory(runs)) {
            try (Stream<Path> folders = Files.list(runs)) {
                for (Path folder : folders.filter(Files::isDirectory).toList()) {
                    tryOf(folder).filter(LiveRun::alive).ifPresent(alive::add);
                }
            }
        }
        return alive.stream().max(Comparator.comparingLong(LiveRun::startedNs));
    }

    private static Optional<LiveRun> tryOf(Path folder) {
        try {
            return Optional.of(of(folder));
        } catch (IOException noRunThatGoesOn) {
            return Optional.empty();
        }
    }

    long get(String name) {
        return counters.get(name);
    }

    ObjectNode toJson() {
        ObjectNode root = Json.object()
                .put("run", folder.toString())
                .put("robot", robot)
                .put("pid", pid)
                .put("alive", alive)
                .put("torn", counters.torn())
                .put("age_s", ageS);
        counters.values().forEach(root::put);
        return root;
    }
}
