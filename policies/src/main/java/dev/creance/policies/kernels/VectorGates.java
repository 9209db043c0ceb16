package dev.creance.policies.kernels;

import static dev.creance.policies.kernels.Simd.LANES;

import dev.creance.runtime.HotPath;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/** {@link Gates} on vectors. */
@HotPath
final class VectorGates {
    private VectorGates() {}

    static void sigmoidOfSum(MemorySegment memory, int a, int b, int count) {
        long end = Simd.address(memory, a, count) + 4L * count;
        boolean ragged = count % LANES != 0;
        if (ragged) {
            Simd.move(end, memory.address());
        }
        sigmoidOfSum(Simd.address(memory, a, count), Simd.address(memory, b, count), count);
        if (ragged) {
            Simd.move(memory.address(), end);
        }
    }

    private static void sigmoidOfSum(long a, long b, int count) {
        for (int k = 0; k < count; k += LANES) {
            long at = 4L * k;
            Simd.store(Lanewise.sigmoid(Simd.load(a + at).add(Simd.load(b + at))), a + at);
        }
    }

    static void tanhOfReset(MemorySegment memory, int a, int r, int b, int count) {
        long end = Simd.address(memory, a, count) + 4L * count;
        boolean ragged = count % LANES != 0;
        if (ragged) {
            Simd.move(end, memory.address());
        }
        tanhOfReset(
                Simd.address(memory, a, count), Simd.address(memory, r, count), Simd.address(memory, b, count), count);
        if (ragged) {
            Simd.move(memory.address(), end);
        }
    }

    private static void tanhOfReset(long a, long r, long b, int count) {
        for (int k = 0; k < count; k += LANES) {
            long at = 4L * k;
            FloatVector sum = Simd.load(r + at).fma(Simd.load(b + at), Simd.load(a + at));
            Simd.store(Lanewise.tanh(sum), a + at);
        }
    }

    static void tanhOfSum(MemorySegment memory, int a, int b, int count) {
        long end = Simd.address(memory, a, count) + 4L * count;
        boolean ragged = count % LANES != 0;
        if (ragged) {
            Simd.move(end, memory.address());
        }
        tanhOfSum(Simd.address(memory, a, count), Simd.address(memory, b, count), count);
        if (ragged) {
            Simd.move(memory.address(), end);
        }
    }

    private static void tanhOfSum(long a, long b, int count) {
        for (int k = 0; k < count; k += LANES) {
            long at = 4L * k;
            Simd.store(Lanewise.tanh(Simd.load(a + at).add(Simd.load(b + at))), a + at);
        }
    }

    static void blend(MemorySegment memory, int z, int n, int h, int y, int count) {
        long end = Simd.address(memory, y, count) + 4L * count;
        boolean ragged = count % LANES != 0;
        if (ragged) {
            Simd.move(end, memory.address());
        }
        blend(
                Simd.address(memory, z, count),
                Simd.address(memory, n, count),
                Simd.address(memory, h, count),
                Simd.address(memory, y, count),
                count);
        if (ragged) {
            Simd.move(memory.address(), end);
        }
    }

    private static void blend(long z, long n, long h, long y, int count) {
        for (int k = 0; k < count; k += LANES) {
            long at = 4L * k;
            FloatVector candidate = Simd.load(n + at);
            FloatVector off = Simd.load(h + at).sub(candidate);
            Simd.store(Simd.load(z + at).fma(off, candidate), y + at);
        }
    }

    static void remember(MemorySegment memory, int f, int c, int i, int g, int y, int count) {
        long end = Simd.address(memory, y, count) + 4L * count;
        boolean ragged = count % LANES != 0;
        if (ragged) {
            Simd.move(end, memory.address());
        }
        remember(
                Simd.address(memory, f, count),
                Simd.address(memory, c, count),
                Simd.address(memory, i, count),
                Simd.address(memory, g, count),
                Simd.address(memory, y, count),
                count);
        if (ragged) {
            Simd.move(memory.address(), end);
        }
    }

    private static void remember(long f, long c, long i, long g, long y, int count) {
        for (int k = 0; k < count; k += LANES) {
            long at = 4L * k;
            FloatVector added = Simd.load(i + at).mul(Simd.load(g + at));
            Simd.store(Simd.load(f + at).fma(Simd.load(c + at), added), y + at);
        }
    }

    static void expose(MemorySegment memory, int o, int c, int y, int count) {
        long end = Simd.address(memory, y, count) + 4L * count;
        boolean ragged = count % LANES != 0;
        if (ragged) {
            Simd.move(end, memory.address());
        }
        expose(Simd.address(memory, o, count), Simd.address(memory, c, count), Simd.address(memory, y, count), count);
        if (ragged) {
            Simd.move(memory.address(), end);
        }
    }

    private static void expose(long o, long c, long y, int count) {
        for (int k = 0; k < count; k += LANES) {
            long at = 4L * k;
            Simd.store(Simd.load(o + at).mul(Lanewise.tanh(Simd.load(c + at))), y + at);
        }
    }

    static void multiply(MemorySegment memory, int a, int b, int count) {
        long end = Simd.address(memory, a, count) + 4L * count;
        boolean ragged = count % LANES != 0;
        if (ragged) {
            Simd.move(end, memory.address());
        }
        multiply(Simd.address(memory, a, count), Simd.address(memory, b, count), count);
        if (ragged) {
            Simd.move(memory.address(), end);
        }
    }

    private static void multiply(long a, long b, int count) {
        for (int k = 0; k < count; k += LANES) {
            long at = 4L * k;
            Simd.store(Simd.load(a + at).mul(Simd.load(b + at)), a + at);
        }
    }
}
