package dev.creance.policies.kernels;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import dev.creance.runtime.HotPath;
import java.lang.foreign.MemorySegment;

/** Single floats in memory. */
@HotPath
final class Cells {
    private Cells() {}

    static float get(MemorySegment memory, int index) {
        return memory.get(JAVA_FLOAT_UNALIGNED, 4L * index);
    }

    static void set(MemorySegment memory, int index, float value) {
        memory.set(JAVA_FLOAT_UNALIGNED, 4L * index, value);
    }
}
