package dev.creance.policies.kernels;

import static dev.creance.policies.kernels.Simd.LANES;

import dev.creance.runtime.HotPath;
import jdk.incubator.vector.FloatVector;

/** {@link Gates} on vectors, of whole ones. */
@HotPath
final class VectorGates {
    private VectorGates() {}

    static void sigmoidOfSum(long a, long b, int count) {
        for (int k = 0; k < count; k += LANES) {
            long at = 4L * k;
            Simd.store(Lanewise.sigmoid(Simd.load(a + at).add(Simd.load(b + at))), a + at);
        }
    }

    static void tanhOfReset(long a, long r, long b, int count) {
        for (int k = 0; k < count; k += LANES) {
            long at = 4L * k;
            FloatVector sum = Simd.load(r + at).fma(Simd.load(b + at), Simd.load(a + at));
            Simd.store(Lanewise.tanh(sum), a + at);
        }
    }

    static void tanhOfSum(long a, long b, int count) {
        for (int k = 0; k < count; k += LANES) {
            long at = 4L * k;
            Simd.store(Lanewise.tanh(Simd.load(a + at).add(Simd.load(b + at))), a + at);
        }
    }

    static void blend(long z, long n, long h, long y, int count) {
        for (int k = 0; k < count; k += LANES) {
            long at = 4L * k;
            FloatVector candidate = Simd.load(n + at);
            FloatVector off = Simd.load(h + at).sub(candidate);
            Simd.store(Simd.load(z + at).fma(off, candidate), y + at);
        }
    }

    static void remember(long f, long c, long i, long g, long y, int count) {
        for (int k = 0; k < count; k += LANES) {
            long at = 4L * k;
            FloatVector added = Simd.load(i + at).mul(Simd.load(g + at));
            Simd.store(Simd.load(f + at).fma(Simd.load(c + at), added), y + at);
        }
    }

    static void expose(long o, long c, long y, int count) {
        for (int k = 0; k < count; k += LANES) {
            long at = 4L * k;
            Simd.store(Simd.load(o + at).mul(Lanewise.tanh(Simd.load(c + at))), y + at);
        }
    }

    static void multiply(long a, long b, int count) {
        for (int k = 0; k < count; k += LANES) {
            long at = 4L * k;
            Simd.store(Simd.load(a + at).mul(Simd.load(b + at)), a + at);
        }
    }
}
