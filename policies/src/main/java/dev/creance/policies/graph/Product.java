package dev.creance.policies.graph;

import dev.creance.runtime.HotPath;

/**
 * Matrix products {@code y[r][c] = bias[r][c] + Σk a[r][k] · b[k][c]}, one for each batch. The sum begins with the bias and
 * goes from the first k to the last.
 *
 * @param a first value of {@code [rows][inner]}, of the next batch {@code aStep} farther
 * @param b first value of {@code [inner][columns]}, of the next batch {@code bStep} farther
 * @param bias −1 where there is none
 * @param biasRowStep from one row's bias to the next's; 0 where all rows have the same
 * @param biasColumnStep from one column's bias to the next's; 0 where all columns have the same
 * @param y first value of {@code [batches][rows][columns]}
 */
public record Product(
        int batches,
        int rows,
        int inner,
        int columns,
        int a,
        int aStep,
        int b,
        int bStep,
        int bias,
        int biasRowStep,
        int biasColumnStep,
        int y)
        implements Operation {

    @Override
    @HotPath
    public void evaluate(float[] memory) {
        for (int batch = 0; batch < batches; batch++) {
            for (int row = 0; row < rows; row++) {
                int out = y + (batch * rows + row) * columns;
                start(memory, row, out);
                add(memory, a + batch * aStep + row * inner, b + batch * bStep, out);
            }
        }
    }

    private void start(float[] memory, int row, int out) {
        for (int column = 0; column < columns; column++) {
            memory[out + column] = bias < 0 ? 0 : memory[bias + row * biasRowStep + column * biasColumnStep];
        }
    }

    /** Term by term for all columns at once, which leaves each column's order as it is. */
    private void add(float[] memory, int aRow, int bMatrix, int out) {
        for (int k = 0; k < inner; k++) {
            float factor = memory[aRow + k];
            int bRow = bMatrix + k * columns;
            for (int column = 0; column < columns; column++) {
                memory[out + column] += factor * memory[bRow + column];
            }
        }
    }
}
