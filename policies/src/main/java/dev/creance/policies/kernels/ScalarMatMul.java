package dev.creance.policies.kernels;

import dev.creance.runtime.HotPath;
import java.lang.foreign.MemorySegment;

/** Scalar twin of {@link MatMul}. */
@HotPath
public final class ScalarMatMul {
    private ScalarMatMul() {}

    public static void apply(MatMul shape, MemorySegment memory, int a, int b, int y, int start) {
        for (int row = 0; row < shape.rows(); row++) {
            float first = start == MatMul.FROM_ZERO ? 0 : Cells.get(memory, start + row);
            for (int column = 0; column < shape.columns(); column++) {
                float sum = first;
                for (int i = 0; i < shape.inner(); i++) {
                    float factor = Cells.get(memory, a + row * shape.inner() + i);
                    sum = Math.fma(Cells.get(memory, b + i * shape.columns() + column), factor, sum);
                }
                Cells.set(memory, y + row * shape.columns() + column, sum);
            }
        }
    }
}
