package dev.creance.policies.kernels;

import dev.creance.runtime.HotPath;
import java.lang.foreign.MemorySegment;

/** Scalar twin of {@link Activation}. */
@HotPath
public final class ScalarActivation {
    static final float SQRT_HALF = 0.70710677f;

    /** √(2/π) and 0.044715·√(2/π). */
    static final float GELU_FACTOR = 0.7978846f;

    static final float GELU_CUBIC = 0.035677407f;
    static final float SIXTH = 0.16666667f;

    private ScalarActivation() {}

    public static void apply(Activation function, MemorySegment memory, int x, int y, int count) {
        for (int i = 0; i < count; i++) {
            float value = Cells.get(memory, x + i);
            Cells.set(memory, y + i, value(function, value));
        }
    }

    /** f(x). */
    public static float value(Activation function, float x) {
        float alpha = function.alpha();
        float beta = function.beta();
        return switch (function.kind()) {
            case RELU -> x < 0 ? 0 : x;
            case LEAKY_RELU -> x < 0 ? alpha * x : x;
            case ELU -> x < 0 ? alpha * Approximations.expm1OfNegative(x) : x;
            case SELU -> beta * (x < 0 ? alpha * Approximations.expm1OfNegative(x) : x);
            case TANH -> Approximations.tanh(x);
            case SIGMOID -> Approximations.sigmoid(x);
            case SOFTPLUS -> Approximations.softplus(x);
            case SOFTSIGN -> x / (1 + Math.abs(x));
            case GELU -> gelu(x, Approximations.erf(x * SQRT_HALF));
            case GELU_TANH -> gelu(x, Approximations.tanh(x * Math.fma(x * x, GELU_CUBIC, GELU_FACTOR)));
            case SILU -> x * Approximations.sigmoid(x);
            case MISH -> x * Approximations.tanh(Approximations.softplus(x));
            case HARD_SIGMOID -> clip(Math.fma(alpha, x, beta), 0, 1);
            case HARD_SWISH -> x * clip(Math.fma(x, SIXTH, 0.5f), 0, 1);
            case CLIP -> clip(x, alpha, beta);
            case EXP -> Approximations.exp(x);
            case LOG -> Approximations.log(x);
            case SQRT -> (float) Math.sqrt(x);
            case RECIPROCAL -> 1 / x;
            case ERF -> Approximations.erf(x);
            case NEG -> -x;
            case ABS -> Math.abs(x);
            case AFFINE -> Math.fma(alpha, x, beta);
        };
    }

    private static float gelu(float x, float bell) {
        return 0.5f * x * (1 + bell);
    }

    private static float clip(float x, float least, float greatest) {
        float raised = x < least ? least : x;
        return raised > greatest ? greatest : raised;
    }
}
