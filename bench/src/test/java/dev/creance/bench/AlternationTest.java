package dev.creance.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AlternationTest {
    private static final List<String> ALL = List.of("a", "b", "c");
    private final List<String> turns = new ArrayList<>();

    private Map<String, List<Integer>> run(int rounds) throws IOException, InterruptedException {
        return Alternation.run(ALL, rounds, new Random(1), step -> {}, who -> {
            turns.add(who);
            return turns.size();
        });
    }

    @Test
    void everyoneTakesOneTurnInEachRound() throws IOException, InterruptedException {
        run(20);

        for (int round = 0; round < 20; round++) {
            assertThat(turns.subList(3 * round, 3 * round + 3)).containsExactlyInAnyOrderElementsOf(ALL);
        }
    }

    @Test
    void theOrderIsDrawnAnewForEachRound() throws IOException, InterruptedException {
        run(20);

        HashSet<List<String>> orders = new HashSet<>();
        for (int round = 0; round < 20; round++) {
            orders.add(List.copyOf(turns.subList(3 * round, 3 * round + 3)));
        }
        assertThat(orders).hasSizeGreaterThan(3);
    }

    @Test
    void resultsStandInTheOrderOfTheRounds() throws IOException, InterruptedException {
        assertThat(run(5).values())
                .allSatisfy(results -> assertThat(results).hasSize(5).isSorted());
    }
}
