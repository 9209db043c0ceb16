package dev.creance.policies.graph;

import dev.creance.runtime.HotPath;

/** {@code y[i] = c[i] ≠ 0 ? a[i] : b[i]}, by addresses as {@link Pairwise}. */
public record Choice(int[] c, int[] a, int[] b, int y) implements Operation {
    @Override
    @HotPath
    public void evaluate(float[] memory) {
        for (int i = 0; i < c.length; i++) {
            memory[y + i] = memory[c[i]] != 0 ? memory[a[i]] : memory[b[i]];
        }
    }
}
