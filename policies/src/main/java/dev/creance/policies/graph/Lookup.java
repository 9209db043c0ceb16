package dev.creance.policies.graph;

import dev.creance.runtime.HotPath;

/**
 * Rows of a table by computed indices, as in a recorded motion that a time step leads through:
 * {@code y[i][j][k] = x[i][index[j]][k]}. An index outside the table yields NaN, which no shield lets pass.
 *
 * @param x first value of {@code [outer][rows][inner]}
 * @param indices first of {@code count} whole numbers; negative ones count from the end
 */
public record Lookup(int x, int outer, int rows, int inner, int indices, int count, int y) implements Operation {
    @Override
    @HotPath
    public void evaluate(float[] memory) {
        for (int i = 0; i < outer; i++) {
            for (int j = 0; j < count; j++) {
                float index = memory[indices + j];
                float row = index < 0 ? index + rows : index;
                boolean there = row >= 0 && row < rows; // false for NaN
                int from = there ? x + (i * rows + (int) row) * inner : 0;
                int to = y + (i * count + j) * inner;
                for (int k = 0; k < inner; k++) {
                    memory[to + k] = there ? memory[from + k] : Float.NaN;
                }
            }
        }
    }
}
