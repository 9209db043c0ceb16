package dev.creance.policies.plan;

import dev.creance.policies.kernels.Rows;
import dev.creance.policies.kernels.ScalarRows;
import dev.creance.runtime.HotPath;
import java.lang.foreign.MemorySegment;

/** One float from each row. */
record ReductionStep(Rows shape, Rows.Reduction reduction, int x, int y) implements Step {
    @Override
    @HotPath
    public void run(MemorySegment memory) {
        shape.reduce(reduction, memory, x, y);
    }

    @Override
    public void runScalar(MemorySegment memory) {
        ScalarRows.reduce(shape, reduction, memory, x, y);
    }
}
