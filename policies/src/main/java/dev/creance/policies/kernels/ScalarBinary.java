package dev.creance.policies.kernels;

import dev.creance.runtime.HotPath;
import java.lang.foreign.MemorySegment;

/** Scalar twin of {@link Binary}. */
@HotPath
public final class ScalarBinary {
    private ScalarBinary() {}

    public static void apply(Binary function, MemorySegment memory, int a, int b, int y, Binary.Shape shape) {
        for (int row = 0; row < shape.rows(); row++) {
            for (int i = 0; i < shape.columns(); i++) {
                float left = Cells.get(memory, a + row * shape.aRow() + i * shape.aStep());
                float right = Cells.get(memory, b + row * shape.bRow() + i * shape.bStep());
                Cells.set(memory, y + row * shape.columns() + i, value(function, left, right));
            }
        }
    }

    /** a ∘ b. */
    public static float value(Binary function, float a, float b) {
        return switch (function) {
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case DIV -> a / b;
            case MIN -> Math.min(a, b);
            case MAX -> Math.max(a, b);
        };
    }
}
