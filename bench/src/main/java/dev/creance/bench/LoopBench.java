package dev.creance.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Who is compared with whom in {@code bench loop}. */
final class LoopBench {
    private static final String[][] PAIRS = {
        {"java sleep", "cyclictest"},
        {"java sleep", "C sleep"},
        {"java sleep+spin", "C sleep+spin"},
        {"java sleep+spin", "cyclictest"},
        {"C sleep", "cyclictest"},
        {"C sleep+spin", "cyclictest"}
    };

    private LoopBench() {}

    /** Every pair that is claimed or of interest, of those who took part. */
    static List<LoopComparison> comparisons(Map<String, List<Turn>> turns) {
        List<LoopComparison> comparisons = new ArrayList<>();
        for (String[] pair : PAIRS) {
            if (turns.containsKey(pair[0]) && turns.containsKey(pair[1])) {
                comparisons.add(new LoopComparison(pair[0], turns.get(pair[0]), pair[1], turns.get(pair[1])));
            }
        }
        return comparisons;
    }
}
