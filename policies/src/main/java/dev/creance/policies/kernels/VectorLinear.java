package dev.creance.policies.kernels;

import static dev.creance.policies.kernels.Lanewise.HALF;
import static dev.creance.policies.kernels.Lanewise.ONE;
import static dev.creance.policies.kernels.Lanewise.ZERO;
import static dev.creance.policies.kernels.Simd.LANES;
import static dev.creance.policies.kernels.Simd.constant;

import dev.creance.runtime.HotPath;
import jdk.incubator.vector.FloatVector;

/** Those of {@link Activation} that need no approximation, on vectors. Each writes whole vectors, over the end of y. */
@HotPath
final class VectorLinear {
    private static final FloatVector SIXTH = constant(ScalarActivation.SIXTH);

    private VectorLinear() {}

    static void relu(long x, long y, int count) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector v = Simd.load(x + 4L * i);
            Simd.store(v.blend(ZERO, v.lt(ZERO)), y + 4L * i);
        }
    }

    static void leakyRelu(long x, long y, int count, float alpha) {
        FloatVector alphas = constant(alpha);
        for (int i = 0; i < count; i += LANES) {
            FloatVector v = Simd.load(x + 4L * i);
            Simd.store(v.blend(v.mul(alphas), v.lt(ZERO)), y + 4L * i);
        }
    }

    static void hardSigmoid(long x, long y, int count, float alpha, float beta) {
        FloatVector alphas = constant(alpha);
        FloatVector betas = constant(beta);
        for (int i = 0; i < count; i += LANES) {
            FloatVector v = Simd.load(x + 4L * i);
            Simd.store(Lanewise.clip(v.fma(alphas, betas), ZERO, ONE), y + 4L * i);
        }
    }

    static void hardSwish(long x, long y, int count) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector v = Simd.load(x + 4L * i);
            Simd.store(v.mul(Lanewise.clip(v.fma(SIXTH, HALF), ZERO, ONE)), y + 4L * i);
        }
    }

    static void clip(long x, long y, int count, float least, float greatest) {
        FloatVector lower = constant(least);
        FloatVector upper = constant(greatest);
        for (int i = 0; i < count; i += LANES) {
            FloatVector v = Simd.load(x + 4L * i);
            Simd.store(Lanewise.clip(v, lower, upper), y + 4L * i);
        }
    }

    static void sqrt(long x, long y, int count) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector v = Simd.load(x + 4L * i);
            Simd.store(v.sqrt(), y + 4L * i);
        }
    }

    static void reciprocal(long x, long y, int count) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector v = Simd.load(x + 4L * i);
            Simd.store(ONE.div(v), y + 4L * i);
        }
    }

    static void neg(long x, long y, int count) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector v = Simd.load(x + 4L * i);
            Simd.store(v.neg(), y + 4L * i);
        }
    }

    static void abs(long x, long y, int count) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector v = Simd.load(x + 4L * i);
            Simd.store(v.abs(), y + 4L * i);
        }
    }

    static void affine(long x, long y, int count, float factor, float offset) {
        FloatVector factors = constant(factor);
        FloatVector offsets = constant(offset);
        for (int i = 0; i < count; i += LANES) {
            FloatVector v = Simd.load(x + 4L * i);
            Simd.store(v.fma(factors, offsets), y + 4L * i);
        }
    }

    static void softsign(long x, long y, int count) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector v = Simd.load(x + 4L * i);
            Simd.store(v.div(v.abs().add(ONE)), y + 4L * i);
        }
    }
}
