package dev.creance.policies.plan;

import dev.creance.policies.kernels.Rows;
import dev.creance.policies.kernels.ScalarRows;
import dev.creance.runtime.HotPath;
import java.lang.foreign.MemorySegment;

/**
 * Layer normalisation of each row.
 *
 * @param scale of the factors and, right behind them, the offsets
 */
record NormalisationStep(Rows shape, float epsilon, int x, int scale, int y) implements Step {
    @Override
    @HotPath
    public void run(MemorySegment memory) {
        shape.normalise(epsilon, memory, x, scale, y);
    }

    @Override
    public void runScalar(MemorySegment memory) {
        ScalarRows.normalise(shape, epsilon, memory, x, scale, y);
    }
}
