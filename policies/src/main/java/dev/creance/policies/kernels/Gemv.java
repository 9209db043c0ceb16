package dev.creance.policies.kernels;

import dev.creance.runtime.HotPath;
import java.lang.foreign.MemorySegment;

/**
 * y = W·x + b with packed weights, for one x or for a few rows of them. A row's result does not depend on how many rows there
 * are. Error against exact arithmetic: at most (inputs + 4)·2⁻²⁴ times Σ|w·x| + |b|.
 */
@HotPath
public final class Gemv {
    private Gemv() {}

    /**
     * Of one vector.
     *
     * @param x index of {@code weights.inputs()} floats
     * @param y index of {@code weights.outputs()} floats; apart from x
     */
    public static void apply(PackedMatrix weights, MemorySegment memory, int x, int y) {
        if (Lanes.VECTOR) {
            GemvBlocks.apply(weights, memory, x, y);
        } else {
            ScalarGemv.apply(weights, memory, x, y);
        }
    }

    /**
     * Of each row: y[rows][outputs] = x[rows][inputs]·Wᵀ + b.
     *
     * @param y apart from x
     */
    public static void apply(PackedMatrix weights, MemorySegment memory, int x, int y, int rows) {
        if (Lanes.VECTOR) {
            GemvBlocks.apply(weights, memory, x, y, rows);
        } else {
            ScalarGemv.apply(weights, memory, x, y, rows);
        }
    }
}
