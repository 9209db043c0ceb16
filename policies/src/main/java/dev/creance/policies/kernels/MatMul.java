package dev.creance.policies.kernels;

import dev.creance.runtime.HotPath;
import java.lang.foreign.MemorySegment;

/**
 * y = a·b of two tensors that both change, as in attention: a[rows][inner], b[inner][columns]. Each result is one chain of fused
 * multiply-adds over the inner size, from its row's start value on. Error: at most (inner + 1)·2⁻²⁴ times |start| + Σ|a·b|.
 */
public record MatMul(int rows, int inner, int columns) {
    /** In place of the index of start values: 0 for all. */
    public static final int FROM_ZERO = -1;

    /** All three sizes are at least 1. */
    public MatMul {
        if (rows < 1 || inner < 1 || columns < 1) {
            throw new IllegalArgumentException(
                    "no product of [" + rows + "][" + inner + "] and [" + inner + "][" + columns + "]");
        }
    }

    /** y = a·b; y apart from both. */
    @HotPath
    public void apply(MemorySegment memory, int a, int b, int y) {
        apply(memory, a, b, y, FROM_ZERO);
    }

    /**
     * y = a·b + start[row].
     *
     * @param start index of {@code rows} floats, or {@link #FROM_ZERO}
     */
    @HotPath
    public void apply(MemorySegment memory, int a, int b, int y, int start) {
        if (Lanes.VECTOR) {
            VectorMatMul.apply(this, memory, a, b, y, start);
        } else {
            ScalarMatMul.apply(this, memory, a, b, y, start);
        }
    }
}
