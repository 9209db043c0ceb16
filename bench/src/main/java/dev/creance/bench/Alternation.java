package dev.creance.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** Rounds in which everyone takes a turn, in an order drawn anew for each, so that what the machine suffers falls on all alike. */
final class Alternation {
    private Alternation() {}

    /** What is done in a turn. */
    interface Task<C, R> {
        R run(C contestant) throws IOException, InterruptedException;
    }

    /**
     * Runs all rounds.
     *
     * @param progress hears of each round before it begins
     * @return what came of the turns, by contestant, each list in order of the rounds
     */
    static <C, R> Map<C, List<R>> run(
            List<C> contestants, int rounds, Random order, Consumer<String> progress, Task<C, R> task)
            throws IOException, InterruptedException {
        Map<C, List<R>> results = new LinkedHashMap<>();
        contestants.forEach(contestant -> results.put(contestant, new ArrayList<>()));
        for (int round = 1; round <= rounds; round++) {
            progress.accept("round " + round + " of " + rounds);
            List<C> drawn = new ArrayList<>(contestants);
            Collections.shuffle(drawn, order);
            for (C contestant : drawn) {
                results.get(contestant).add(task.run(contestant));
            }
        }
        return results;
    }
}
