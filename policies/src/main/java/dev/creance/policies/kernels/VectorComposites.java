package dev.creance.policies.kernels;

import static dev.creance.policies.kernels.Lanewise.HALF;
import static dev.creance.policies.kernels.Lanewise.ONE;
import static dev.creance.policies.kernels.Simd.LANES;
import static dev.creance.policies.kernels.Simd.constant;

import dev.creance.runtime.HotPath;
import jdk.incubator.vector.FloatVector;

/**
 * Those of {@link Activation} that are functions of functions, on vectors: in passes over what fits into the kernels' own room at
 * the start of the memory. In one pass they would be more than C2 inlines in a method, and it would box the rest.
 */
@HotPath
final class VectorComposites {
    private static final int CHUNK = Lanes.OWN - Lanes.ROOM;

    private VectorComposites() {}

    static void erf(long x, long y, int count, long own) {
        for (int i = 0; i < count; i += CHUNK) {
            erfChunk(x + 4L * i, y + 4L * i, Math.min(CHUNK, count - i), own, 1);
        }
    }

    private static void erfChunk(long x, long y, int count, long own, float factor) {
        VectorCurves.erfExponent(x, own, count, factor);
        VectorCurves.expm1OfNegative(own, own, count);
        selectErf(x, own, y, count, factor);
    }

    static void softplus(long x, long y, int count, long own) {
        for (int i = 0; i < count; i += CHUNK) {
            softplusChunk(x + 4L * i, y + 4L * i, Math.min(CHUNK, count - i), own);
        }
    }

    private static void softplusChunk(long x, long y, int count, long own) {
        VectorCurves.expOfMinusMagnitude(x, own, count);
        softplusOf(x, own, y, count);
    }

    static void gelu(long x, long y, int count, long own) {
        for (int i = 0; i < count; i += CHUNK) {
            int chunk = Math.min(CHUNK, count - i);
            erfChunk(x + 4L * i, own, chunk, own, ScalarActivation.SQRT_HALF);
            combineGelu(x + 4L * i, own, y + 4L * i, chunk);
        }
    }

    static void geluTanh(long x, long y, int count, long own) {
        for (int i = 0; i < count; i += CHUNK) {
            int chunk = Math.min(CHUNK, count - i);
            VectorCurves.geluArgument(x + 4L * i, own, chunk);
            VectorCurves.tanh(own, own, chunk);
            combineGelu(x + 4L * i, own, y + 4L * i, chunk);
        }
    }

    static void silu(long x, long y, int count, long own) {
        for (int i = 0; i < count; i += CHUNK) {
            int chunk = Math.min(CHUNK, count - i);
            VectorCurves.sigmoid(x + 4L * i, own, chunk);
            multiply(x + 4L * i, own, y + 4L * i, chunk);
        }
    }

    static void mish(long x, long y, int count, long own) {
        for (int i = 0; i < count; i += CHUNK) {
            int chunk = Math.min(CHUNK, count - i);
            softplusChunk(x + 4L * i, own, chunk, own);
            VectorCurves.tanh(own, own, chunk);
            multiply(x + 4L * i, own, y + 4L * i, chunk);
        }
    }

    private static void selectErf(long x, long large, long y, int count, float factor) {
        FloatVector factors = constant(factor);
        for (int i = 0; i < count; i += LANES) {
            FloatVector v = Simd.load(x + 4L * i).mul(factors);
            Simd.store(Lanewise.erf(v, Simd.load(large + 4L * i)), y + 4L * i);
        }
    }

    private static void softplusOf(long x, long e, long y, int count) {
        for (int i = 0; i < count; i += LANES) {
            Simd.store(Lanewise.softplus(Simd.load(x + 4L * i), Simd.load(e + 4L * i)), y + 4L * i);
        }
    }

    private static void combineGelu(long x, long bell, long y, int count) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector half = Simd.load(x + 4L * i).mul(HALF);
            Simd.store(half.mul(Simd.load(bell + 4L * i).add(ONE)), y + 4L * i);
        }
    }

    private static void multiply(long x, long factor, long y, int count) {
        for (int i = 0; i < count; i += LANES) {
            Simd.store(Simd.load(x + 4L * i).mul(Simd.load(factor + 4L * i)), y + 4L * i);
        }
    }
}
