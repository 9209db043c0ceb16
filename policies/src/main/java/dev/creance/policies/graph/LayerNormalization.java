package dev.creance.policies.graph;

import dev.creance.runtime.HotPath;

/**
 * {@code y = (x − mean) / √(variance + ε) · scale + bias} within each row; mean and variance are summed in double precision.
 *
 * @param x first value of {@code [rows][size]}
 * @param scale first of {@code size}
 * @param bias first of {@code size}; −1 where there is none
 */
public record LayerNormalization(int x, int rows, int size, float epsilon, int scale, int bias, int y)
        implements Operation {
    @Override
    @HotPath
    public void evaluate(float[] memory) {
        for (int row = 0; row < rows; row++) {
            int from = x + row * size;
            int to = y + row * size;
            double mean = 0;
            for (int i = 0; i < size; i++) {
                mean += memory[from + i];
            }
            mean /= size;
            double variance = 0;
            for (int i = 0; i < size; i++) {
                double below = memory[from + i] - mean;
                variance += below * below;
            }
            double factor = 1 / StrictMath.sqrt(variance / size + epsilon);
            for (int i = 0; i < size; i++) {
                double value = (memory[from + i] - mean) * factor * memory[scale + i];
                memory[to + i] = (float) (bias < 0 ? value : value + memory[bias + i]);
            }
        }
    }
}
