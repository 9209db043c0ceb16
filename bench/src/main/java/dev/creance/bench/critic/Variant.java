package dev.creance.bench.critic;

import java.util.List;
import java.util.stream.Stream;

/**
 * How an episode is guarded.
 *
 * @param ratio how often the critic is asked for each time that the policy is; 0 where there is none
 * @param barriers whether the shield's limits are the task's, instead of far outside
 */
record Variant(int ratio, boolean barriers) {
    private static final List<Integer> RATIOS = List.of(0, 1, 2, 5, 10);

    /** Without barriers first. */
    static List<Variant> all() {
        return Stream.of(false, true)
                .flatMap(barriers -> RATIOS.stream().map(ratio -> new Variant(ratio, barriers)))
                .toList();
    }

    String words() {
        String critic = ratio == 0 ? "no critic" : ratio == 1 ? "critic, policy's rate" : "critic, " + ratio + "x";
        return barriers ? critic + ", limits" : critic;
    }
}
