package dev.creance.policies.graph;

import dev.creance.runtime.HotPath;

/** {@code y[i] = memory[from[i]]}: all that moves values about and computes nothing. */
public record Pick(int[] from, int y) implements Operation {
    @Override
    @HotPath
    public void evaluate(float[] memory) {
        for (int i = 0; i < from.length; i++) {
            memory[y + i] = memory[from[i]];
        }
    }
}
