package dev.creance.policies.plan;

import dev.creance.policies.kernels.MatMul;
import dev.creance.policies.kernels.ScalarMatMul;
import dev.creance.runtime.HotPath;
import java.lang.foreign.MemorySegment;

/**
 * {@code y = a·b} of two tensors that both change, one product for each batch.
 *
 * @param aStep floats from one batch to the next
 * @param bStep floats from one batch to the next
 */
record ProductStep(MatMul shape, int batches, int a, int aStep, int b, int bStep, int y) implements Step {
    @Override
    @HotPath
    public void run(MemorySegment memory) {
        int size = shape.rows() * shape.columns();
        for (int i = 0; i < batches; i++) {
            shape.apply(memory, a + i * aStep, b + i * bStep, y + i * size);
        }
    }

    @Override
    public void runScalar(MemorySegment memory) {
        int size = shape.rows() * shape.columns();
        for (int i = 0; i < batches; i++) {
            ScalarMatMul.apply(shape, memory, a + i * aStep, b + i * bStep, y + i * size, MatMul.FROM_ZERO);
        }
    }
}
