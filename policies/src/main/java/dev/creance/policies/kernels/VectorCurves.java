package dev.creance.policies.kernels;

import static dev.creance.policies.kernels.Lanewise.ZERO;
import static dev.creance.policies.kernels.Simd.LANES;
import static dev.creance.policies.kernels.Simd.constant;

import dev.creance.runtime.HotPath;
import jdk.incubator.vector.FloatVector;

/** Those of {@link Activation} that {@link Approximations} computes, on vectors. Each writes whole vectors, over the end of y. */
@HotPath
final class VectorCurves {
    private static final FloatVector GELU_CUBIC = constant(ScalarActivation.GELU_CUBIC);
    private static final FloatVector GELU_FACTOR = constant(ScalarActivation.GELU_FACTOR);

    private VectorCurves() {}

    static void elu(long x, long y, int count, float alpha) {
        FloatVector alphas = constant(alpha);
        for (int i = 0; i < count; i += LANES) {
            FloatVector v = Simd.load(x + 4L * i);
            Simd.store(v.blend(Lanewise.expm1OfNegative(v).mul(alphas), v.lt(ZERO)), y + 4L * i);
        }
    }

    static void selu(long x, long y, int count, float alpha, float gamma) {
        FloatVector alphas = constant(alpha);
        FloatVector gammas = constant(gamma);
        for (int i = 0; i < count; i += LANES) {
            FloatVector v = Simd.load(x + 4L * i);
            Simd.store(
                    v.blend(Lanewise.expm1OfNegative(v).mul(alphas), v.lt(ZERO)).mul(gammas), y + 4L * i);
        }
    }

    static void tanh(long x, long y, int count) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector v = Simd.load(x + 4L * i);
            Simd.store(Lanewise.tanh(v), y + 4L * i);
        }
    }

    static void sigmoid(long x, long y, int count) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector v = Simd.load(x + 4L * i);
            Simd.store(Lanewise.sigmoid(v), y + 4L * i);
        }
    }

    static void expOfMinusMagnitude(long x, long y, int count) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector v = Simd.load(x + 4L * i);
            Simd.store(Lanewise.exp(v.abs().neg()), y + 4L * i);
        }
    }

    static void exp(long x, long y, int count) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector v = Simd.load(x + 4L * i);
            Simd.store(Lanewise.exp(v), y + 4L * i);
        }
    }

    static void log(long x, long y, int count) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector v = Simd.load(x + 4L * i);
            Simd.store(Lanewise.log(v), y + 4L * i);
        }
    }

    static void expm1OfNegative(long x, long y, int count) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector v = Simd.load(x + 4L * i);
            Simd.store(Lanewise.expm1OfNegative(v), y + 4L * i);
        }
    }

    static void erfExponent(long x, long y, int count, float factor) {
        FloatVector factors = constant(factor);
        for (int i = 0; i < count; i += LANES) {
            FloatVector v = Simd.load(x + 4L * i);
            Simd.store(Lanewise.erfExponent(v.mul(factors)), y + 4L * i);
        }
    }

    static void geluArgument(long x, long y, int count) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector v = Simd.load(x + 4L * i);
            Simd.store(v.mul(v.mul(v).fma(GELU_CUBIC, GELU_FACTOR)), y + 4L * i);
        }
    }
}
