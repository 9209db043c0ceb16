package dev.creance.policies.kernels;

import dev.creance.runtime.HotPath;
import java.lang.foreign.MemorySegment;

/**
 * A function of each float, in a pass of its own. NaN gives NaN in all of them. Bounds are in units in the last place of the
 * exact result, over all floats.
 *
 * @param kind which function
 * @param alpha first parameter, 0 where there is none
 * @param beta second parameter, 0 where there is none
 */
public record Activation(Kind kind, float alpha, float beta) {
    /** Formulas are those of the ONNX operators of the same names. */
    public enum Kind {
        /** max(x, 0), exact. */
        RELU,
        /** x, or α·x below 0; exact but for one rounding. */
        LEAKY_RELU,
        /** x, or α·(e^x − 1) below 0: 2 ulp for α = 1. */
        ELU,
        /** β·x, or β·α·(e^x − 1) below 0; the factors are α and β, ONNX's alpha and gamma: 4 ulp. */
        SELU,
        /** 3 ulp, never beyond ±1. */
        TANH,
        /** 3 ulp, also where small. */
        SIGMOID,
        /** ln(1 + e^x): 3 ulp. */
        SOFTPLUS,
        /** x/(1 + |x|): 2 ulp. */
        SOFTSIGN,
        /** x·½·(1 + erf(x/√2)): to 2⁻²²·|x|. */
        GELU,
        /** x·½·(1 + tanh(√(2/π)·(x + 0.044715·x³))): to 2⁻²²·|x| of this formula. */
        GELU_TANH,
        /** x·sigmoid(x): 4 ulp, or |x| times the least denormal. NaN at −∞. */
        SILU,
        /** x·tanh(softplus(x)): 8 ulp, or |x| times the least denormal. NaN at −∞. */
        MISH,
        /** max(0, min(1, α·x + β)). */
        HARD_SIGMOID,
        /** x·max(0, min(1, x/6 + ½)). */
        HARD_SWISH,
        /** α where x < α, β where x > β. */
        CLIP,
        /** 2 ulp, denormal results too. */
        EXP,
        /** 2 ulp; −∞ at 0, NaN below. */
        LOG,
        /** As IEEE 754 rounds it. */
        SQRT,
        /** As IEEE 754 rounds 1/x. */
        RECIPROCAL,
        /** 2 ulp. */
        ERF,
        NEG,
        ABS,
        /** α·x + β, rounded once. */
        AFFINE
    }

    public static final Activation RELU = of(Kind.RELU);
    public static final Activation TANH = of(Kind.TANH);
    public static final Activation SIGMOID = of(Kind.SIGMOID);
    public static final Activation SOFTPLUS = of(Kind.SOFTPLUS);
    public static final Activation SOFTSIGN = of(Kind.SOFTSIGN);
    public static final Activation GELU = of(Kind.GELU);
    public static final Activation GELU_TANH = of(Kind.GELU_TANH);
    public static final Activation SILU = of(Kind.SILU);
    public static final Activation MISH = of(Kind.MISH);
    public static final Activation HARD_SWISH = of(Kind.HARD_SWISH);
    public static final Activation EXP = of(Kind.EXP);
    public static final Activation LOG = of(Kind.LOG);
    public static final Activation SQRT = of(Kind.SQRT);
    public static final Activation RECIPROCAL = of(Kind.RECIPROCAL);
    public static final Activation ERF = of(Kind.ERF);
    public static final Activation NEG = of(Kind.NEG);
    public static final Activation ABS = of(Kind.ABS);

    private static Activation of(Kind kind) {
        return new Activation(kind, 0, 0);
    }

    public static Activation leakyRelu(float alpha) {
        return new Activation(Kind.LEAKY_RELU, alpha, 0);
    }

    public static Activation elu(float alpha) {
        return new Activation(Kind.ELU, alpha, 0);
    }

    public static Activation selu(float alpha, float gamma) {
        return new Activation(Kind.SELU, alpha, gamma);
    }

    public static Activation hardSigmoid(float alpha, float beta) {
        return new Activation(Kind.HARD_SIGMOID, alpha, beta);
    }

    /** Infinite bounds for none. */
    public static Activation clip(float least, float greatest) {
        return new Activation(Kind.CLIP, least, greatest);
    }

    public static Activation affine(float factor, float offset) {
        return new Activation(Kind.AFFINE, factor, offset);
    }

    /**
     * y[i] = f(x[i]).
     *
     * @param y may be x
     */
    @HotPath
    public void apply(MemorySegment memory, int x, int y, int count) {
        if (Lanes.VECTOR) {
            ActivationPasses.apply(this, memory, x, y, count);
        } else {
            ScalarActivation.apply(this, memory, x, y, count);
        }
    }
}
