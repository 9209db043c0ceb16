package dev.creance.policies.plan;

import dev.creance.runtime.HotPath;
import java.lang.foreign.MemorySegment;

/** Copies some runs of floats, one behind the other, to {@code y}. Nothing is computed, so it has no twin. */
record BlockStep(int[] from, int[] count, int y) implements Step {
    @Override
    @HotPath
    public void run(MemorySegment memory) {
        int to = y;
        for (int i = 0; i < from.length; i++) {
            MemorySegment.copy(memory, 4L * from[i], memory, 4L * to, 4L * count[i]);
            to += count[i];
        }
    }

    @Override
    public void runScalar(MemorySegment memory) {
        run(memory);
    }
}
