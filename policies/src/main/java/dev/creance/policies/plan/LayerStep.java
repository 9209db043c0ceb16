package dev.creance.policies.plan;

import dev.creance.policies.kernels.Gemv;
import dev.creance.policies.kernels.PackedMatrix;
import dev.creance.policies.kernels.ScalarGemv;
import dev.creance.runtime.HotPath;
import java.lang.foreign.MemorySegment;

/** {@code y = W·x + b} of each row, with weights that never change. */
record LayerStep(PackedMatrix weights, int x, int y, int rows) implements Step {
    @Override
    @HotPath
    public void run(MemorySegment memory) {
        if (rows == 1) {
            Gemv.apply(weights, memory, x, y);
        } else {
            Gemv.apply(weights, memory, x, y, rows);
        }
    }

    @Override
    public void runScalar(MemorySegment memory) {
        ScalarGemv.apply(weights, memory, x, y, rows);
    }
}
