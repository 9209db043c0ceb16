package dev.creance.policies.graph;

import dev.creance.runtime.HotPath;

/**
 * {@code y = e^(x − max) / Σ e^(x − max)} within each group of values, or its logarithm.
 *
 * @param at places of each group's values, {@code count} after another, counted from {@code x} and from {@code y}
 */
public record Softmax(boolean logarithm, int x, int[] at, int count, int y) implements Operation {
    @Override
    @HotPath
    public void evaluate(float[] memory) {
        for (int first = 0; first < at.length; first += count) {
            float greatest = Float.NEGATIVE_INFINITY;
            for (int k = 0; k < count; k++) {
                greatest = Math.max(greatest, memory[x + at[first + k]]);
            }
            double sum = 0;
            for (int k = 0; k < count; k++) {
                sum += StrictMath.exp((double) memory[x + at[first + k]] - greatest);
            }
            for (int k = 0; k < count; k++) {
                double below = (double) memory[x + at[first + k]] - greatest;
                double value = logarithm ? below - StrictMath.log(sum) : StrictMath.exp(below) / sum;
                memory[y + at[first + k]] = (float) value;
            }
        }
    }
}
