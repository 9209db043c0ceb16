package dev.creance.policies.plan;

import dev.creance.policies.kernels.GruCell;
import dev.creance.runtime.HotPath;
import java.lang.foreign.MemorySegment;

/** One step of a gated recurrent unit. */
record GruStep(GruCell cell, int x, int h, int next, int scratch) implements Step {
    @Override
    @HotPath
    public void run(MemorySegment memory) {
        cell.step(memory, x, h, next, scratch);
    }

    @Override
    public void runScalar(MemorySegment memory) {
        cell.stepScalar(memory, x, h, next, scratch);
    }
}
