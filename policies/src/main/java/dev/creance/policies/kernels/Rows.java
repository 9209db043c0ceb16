package dev.creance.policies.kernels;

import dev.creance.runtime.HotPath;
import java.lang.foreign.MemorySegment;

/**
 * Functions along the last axis of [rows][columns].
 *
 * <p><b>Sums</b> keep 16 partial sums, element i in partial i mod 16, the row padded with zeros to a multiple of 16, and fold
 * these in halves: p[i] + p[i + 8], then 4, 2, 1. Error: at most (columns/16 + 5)·2⁻²⁴·Σ|x|.
 */
public record Rows(int rows, int columns) {
    /** What a row is reduced to. */
    public enum Reduction {
        SUM,
        /** Sum over columns. */
        MEAN,
        /** NaN where one is NaN. */
        MAX
    }

    /** Both sizes are at least 1. */
    public Rows {
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException("no rows of [" + rows + "][" + columns + "]");
        }
    }

    /** y[row] = reduction of x[row]; y apart from x. */
    @HotPath
    public void reduce(Reduction reduction, MemorySegment memory, int x, int y) {
        if (Lanes.VECTOR) {
            VectorRows.reduce(this, reduction, memory, x, y);
        } else {
            ScalarRows.reduce(this, reduction, memory, x, y);
        }
    }

    /** y = e^(x − max)/Σe^(x − max) of each row; a row of −∞ alone, or with NaN or ∞, gives NaN. y may be x. To 6 ulp + the sum's. */
    @HotPath
    public void softmax(MemorySegment memory, int x, int y) {
        if (Lanes.VECTOR) {
            VectorRows.softmax(this, memory, x, y);
        } else {
            ScalarRows.softmax(this, memory, x, y);
        }
    }

    /**
     * y = (x − mean)/√(variance + ε)·γ + β of each row, in two passes: the variance is the mean of (x − mean)².
     *
     * @param scale index of γ, {@code columns} floats, and of as many of β behind them
     * @param y may be x
     */
    @HotPath
    public void normalise(float epsilon, MemorySegment memory, int x, int scale, int y) {
        if (Lanes.VECTOR) {
            VectorRows.normalise(this, epsilon, memory, x, scale, y);
        } else {
            ScalarRows.normalise(this, epsilon, memory, x, scale, y);
        }
    }
}
