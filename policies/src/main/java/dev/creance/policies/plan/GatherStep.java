package dev.creance.policies.plan;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import dev.creance.runtime.HotPath;
import java.lang.foreign.MemorySegment;

/** {@code y[i] = memory[from[i]]}: what is too scattered for {@link BlockStep}. Nothing is computed, so it has no twin. */
record GatherStep(int[] from, int y) implements Step {
    @Override
    @HotPath
    public void run(MemorySegment memory) {
        for (int i = 0; i < from.length; i++) {
            memory.set(JAVA_FLOAT_UNALIGNED, 4L * (y + i), memory.get(JAVA_FLOAT_UNALIGNED, 4L * from[i]));
        }
    }

    @Override
    public void runScalar(MemorySegment memory) {
        run(memory);
    }
}
