package dev.creance.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** Lets contestants take turns, in an order drawn anew for each round, so that what the machine suffers falls on all alike. */
final class LoopBench {
    private final List<Contestant> contestants;
    private final Random order;
    private final Consumer<String> progress;

    LoopBench(List<Contestant> contestants, long seed, Consumer<String> progress) {
        this.contestants = contestants;
        this.order = new Random(seed);
        this.progress = progress;
    }

    /** Turns by contestant, each list in order of the rounds. */
    Map<String, List<Turn>> run(Slice slice, Load load, NativeProgram loadProgram, Path folder, int alternations)
            throws IOException, InterruptedException {
        Map<String, List<Turn>> turns = new LinkedHashMap<>();
        contestants.forEach(contestant -> turns.put(contestant.name(), new ArrayList<>()));
        try (Load.Running _ = load.start(loadProgram, folder)) {
            for (int round = 1; round <= alternations; round++) {
                progress.accept("round " + round + " of " + alternations);
                List<Contestant> drawn = new ArrayList<>(contestants);
                Collections.shuffle(drawn, order);
                for (Contestant contestant : drawn) {
                    turns.get(contestant.name()).add(contestant.run(slice));
                }
            }
        }
        return turns;
    }

    /** Every pair that is claimed or of interest, of those who took part. */
    static List<LoopComparison> comparisons(Map<String, List<Turn>> turns) {
        List<LoopComparison> comparisons = new ArrayList<>();
        for (String[] pair : new String[][] {
            {"java sleep", "cyclictest"},
            {"java sleep", "C sleep"},
            {"java sleep+spin", "C sleep+spin"},
            {"java sleep+spin", "cyclictest"},
            {"C sleep", "cyclictest"}
        }) {
            if (turns.containsKey(pair[0]) && turns.containsKey(pair[1])) {
                comparisons.add(new LoopComparison(pair[0], turns.get(pair[0]), pair[1], turns.get(pair[1])));
            }
        }
        return comparisons;
    }
}
