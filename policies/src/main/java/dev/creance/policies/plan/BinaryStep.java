package dev.creance.policies.plan;

import dev.creance.policies.kernels.Binary;
import dev.creance.policies.kernels.ScalarBinary;
import dev.creance.runtime.HotPath;
import java.lang.foreign.MemorySegment;

/** {@code y = a ∘ b}, broadcast. */
record BinaryStep(Binary function, Binary.Shape shape, int a, int b, int y) implements Step {
    @Override
    @HotPath
    public void run(MemorySegment memory) {
        function.apply(memory, a, b, y, shape);
    }

    @Override
    public void runScalar(MemorySegment memory) {
        ScalarBinary.apply(function, memory, a, b, y, shape);
    }
}
