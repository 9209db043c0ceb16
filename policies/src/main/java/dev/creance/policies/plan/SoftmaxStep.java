package dev.creance.policies.plan;

import dev.creance.policies.kernels.Rows;
import dev.creance.policies.kernels.ScalarRows;
import dev.creance.runtime.HotPath;
import java.lang.foreign.MemorySegment;

/** Softmax of each row. */
record SoftmaxStep(Rows shape, int x, int y) implements Step {
    @Override
    @HotPath
    public void run(MemorySegment memory) {
        shape.softmax(memory, x, y);
    }

    @Override
    public void runScalar(MemorySegment memory) {
        ScalarRows.softmax(shape, memory, x, y);
    }
}
