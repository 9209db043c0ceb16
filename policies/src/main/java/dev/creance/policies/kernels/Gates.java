package dev.creance.policies.kernels;

import dev.creance.runtime.HotPath;
import java.lang.foreign.MemorySegment;

/** The elementwise parts of GRU and LSTM cells. */
@HotPath
final class Gates {
    private Gates() {}

    /** a = sigmoid(a + b). */
    static void sigmoidOfSum(MemorySegment memory, int a, int b, int count, boolean vector) {
        if (vector) {
            GatePasses.sigmoidOfSum(memory, a, b, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            float sum = Cells.get(memory, a + i) + Cells.get(memory, b + i);
            Cells.set(memory, a + i, Approximations.sigmoid(sum));
        }
    }

    /** a = tanh(r·b + a). */
    static void tanhOfReset(MemorySegment memory, int a, int r, int b, int count, boolean vector) {
        if (vector) {
            GatePasses.tanhOfReset(memory, a, r, b, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            float sum = Math.fma(Cells.get(memory, r + i), Cells.get(memory, b + i), Cells.get(memory, a + i));
            Cells.set(memory, a + i, Approximations.tanh(sum));
        }
    }

    /** a = tanh(a + b). */
    static void tanhOfSum(MemorySegment memory, int a, int b, int count, boolean vector) {
        if (vector) {
            GatePasses.tanhOfSum(memory, a, b, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            float sum = Cells.get(memory, a + i) + Cells.get(memory, b + i);
            Cells.set(memory, a + i, Approximations.tanh(sum));
        }
    }

    /** y = (1 − z)·n + z·h = z·(h − n) + n. */
    static void blend(MemorySegment memory, int z, int n, int h, int y, int count, boolean vector) {
        if (vector) {
            GatePasses.blend(memory, z, n, h, y, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            float candidate = Cells.get(memory, n + i);
            float off = Cells.get(memory, h + i) - candidate;
            Cells.set(memory, y + i, Math.fma(Cells.get(memory, z + i), off, candidate));
        }
    }

    /** y = f·c + i·g. */
    static void remember(MemorySegment memory, int f, int c, int i, int g, int y, int count, boolean vector) {
        if (vector) {
            GatePasses.remember(memory, f, c, i, g, y, count);
            return;
        }
        for (int j = 0; j < count; j++) {
            float added = Cells.get(memory, i + j) * Cells.get(memory, g + j);
            Cells.set(memory, y + j, Math.fma(Cells.get(memory, f + j), Cells.get(memory, c + j), added));
        }
    }

    /** y = o·tanh(c). */
    static void expose(MemorySegment memory, int o, int c, int y, int count, boolean vector) {
        if (vector) {
            GatePasses.expose(memory, o, c, y, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            Cells.set(memory, y + i, Cells.get(memory, o + i) * Approximations.tanh(Cells.get(memory, c + i)));
        }
    }
}
