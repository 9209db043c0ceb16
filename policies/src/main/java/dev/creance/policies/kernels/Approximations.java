package dev.creance.policies.kernels;

import dev.creance.runtime.HotPath;

/**
 * Elementary functions in float32 from fused multiply-adds, the scalar twins of {@link Lanewise}. Coefficients are
 * fits of our own, {@code tools/approximations/fit.py}. NaN gives NaN. The bounds named here are held by a test over every
 * 997th float against {@link StrictMath} in double precision; ulp is that of the float result.
 */
@HotPath
final class Approximations {
    static final float LOG2_E = 1.442695f;

    /** ln 2 in two parts: the first has few enough bits for n·LN2_HIGH to be exact (Cody and Waite 1980). */
    static final float LN2_HIGH = 0x1.63p-1f;

    static final float LN2_LOW = -2.12194440e-4f;

    /** 1.5·2²³: adding it rounds to an integer, which then stands in the lowest bits. */
    static final float ROUND = 0x1.8p23f;

    static final int ROUND_BITS = 0x4B400000;

    /** e^x is 0 below and infinite above, as float32 rounds it. */
    static final float EXP_LEAST = -104f;

    static final float EXP_MOST = 89f;

    /** e^r = 1 + r + r²·(E0 + E1·r + …) for |r| ≤ ln2/2. */
    static final float E0 = 0.49999997f;

    static final float E1 = 0.16666546f;
    static final float E2 = 0.041667443f;
    static final float E3 = 0.008366253f;
    static final float E4 = 0.0013869947f;

    /** From here on, e^x − 1 rounds to −1. */
    static final float EXPM1_LEAST = -18f;

    /** 2·artanh s = 2·s + s³·(L0 + L1·s² + …) for |s| ≤ 1/3. */
    static final float L0 = 0.66666675f;

    static final float L1 = 0.39998946f;
    static final float L2 = 0.28615347f;
    static final float L3 = 0.21442f;
    static final float L4 = 0.24253653f;

    /** erf a = a + a·(F0 + F1·a² + …) for |a| below {@link #ERF_BRANCH}. */
    static final float F0 = 0.12837915f;

    static final float F1 = -0.3761249f;
    static final float F2 = 0.11281731f;
    static final float F3 = -0.026762966f;
    static final float F4 = 0.0049873525f;
    static final float F5 = -0.0005959584f;
    static final float ERF_BRANCH = 0.925f;

    /** From here on, erf rounds to 1. */
    static final float ERF_MOST = 3.95f;

    /** erf t = 1 − e^−(t + t·(G0 + G1·t + …)) above it. */
    static final float G0 = 0.12864849f;

    static final float G1 = 0.6351513f;
    static final float G2 = 0.106236845f;
    static final float G3 = -0.02376202f;
    static final float G4 = 0.0036424296f;
    static final float G5 = -0.00032279405f;
    static final float G6 = 1.1230034e-05f;

    static final int SQRT_HALF_BITS = 0x3F3504F3;
    static final int SIGN = 0x80000000;

    private Approximations() {}

    /** e^x, to 1 ulp, denormal results too. */
    static float exp(float x) {
        float clamped = x < EXP_LEAST ? EXP_LEAST : x > EXP_MOST ? EXP_MOST : x;
        float shifted = Math.fma(clamped, LOG2_E, ROUND);
        float power = 1 + expm1OfRest(clamped, shifted - ROUND);
        int n = Float.floatToRawIntBits(shifted) - ROUND_BITS;
        // 2ⁿ in two factors: it need not be a float where the result is one
        int half = n >> 1;
        return power * powerOfTwo(half) * powerOfTwo(n - half);
    }

    /** e^x − 1 for x ≤ 0, to 2 ulp. */
    static float expm1OfNegative(float x) {
        float clamped = x < EXPM1_LEAST ? EXPM1_LEAST : x;
        float shifted = Math.fma(clamped, LOG2_E, ROUND);
        float rest = expm1OfRest(clamped, shifted - ROUND);
        float scale = powerOfTwo(Float.floatToRawIntBits(shifted) - ROUND_BITS);
        return Math.fma(scale, rest, scale - 1);
    }

    /** e^(x − n·ln2) − 1. */
    private static float expm1OfRest(float x, float n) {
        float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
        float p = Math.fma(E4, r, E3);
        p = Math.fma(p, r, E2);
        p = Math.fma(p, r, E1);
        p = Math.fma(p, r, E0);
        return Math.fma(r * r, p, r);
    }

    private static float powerOfTwo(int n) {
        return Float.intBitsToFloat((n + 127) << 23);
    }

    /** tanh x = ∓q/(q + 2) with q = e^(−2·|x|) − 1, to 3 ulp and never beyond ±1. */
    static float tanh(float x) {
        float q = expm1OfNegative(-2 * Math.abs(x));
        return withSignOf(x, q / (q + 2));
    }

    /** A magnitude with a sign, bit by bit: also −0. */
    private static float withSignOf(float x, float y) {
        int sign = Float.floatToRawIntBits(x) & SIGN;
        return Float.intBitsToFloat((Float.floatToRawIntBits(y) & ~SIGN) | sign);
    }

    /** 1/(1 + e^−x), to 3 ulp; e^x/(1 + e^x) below 0, which keeps the digits of small results. */
    static float sigmoid(float x) {
        float e = exp(-Math.abs(x));
        float numerator = x < 0 ? e : 1;
        return numerator / (1 + e);
    }

    /** ln(1 + e^x) = max(x, 0) + ln(1 + e^−|x|), to 3 ulp. */
    static float softplus(float x) {
        float over = log1p(exp(-Math.abs(x)));
        return x > 0 ? x + over : over;
    }

    /**
     * ln(1 + f) for f in −0.3…1, to 2 ulp: with s = f/(2 + f) and h = f²/2, f − (h − s·(h + R)), where 2·artanh s = 2·s + s·R
     * (fdlibm's e_log.c).
     */
    static float log1p(float f) {
        float s = f / (2 + f);
        float s2 = s * s;
        float r = Math.fma(L4, s2, L3);
        r = Math.fma(r, s2, L2);
        r = Math.fma(r, s2, L1);
        r = Math.fma(r, s2, L0);
        r = r * s2;
        float h = 0.5f * f * f;
        return f - (h - s * (h + r));
    }

    /** ln x, to 2 ulp; −∞ at 0, NaN below. */
    static float log(float x) {
        boolean denormal = x < Float.MIN_NORMAL;
        int bits = Float.floatToRawIntBits(denormal ? x * 0x1p24f : x);
        // n = exponent of a mantissa between √½ and √2
        int n = (bits - SQRT_HALF_BITS) >> 23;
        float mantissa = Float.intBitsToFloat(bits - (n << 23));
        float exponent = denormal ? n - 24f : n;
        float f = mantissa - 1;
        float result = Math.fma(exponent, LN2_HIGH, Math.fma(exponent, LN2_LOW, log1p(f)));
        result = x == Float.POSITIVE_INFINITY ? x : result;
        result = x == 0 ? Float.NEGATIVE_INFINITY : result;
        return x >= 0 ? result : Float.NaN;
    }

    /** erf x, to 2 ulp. */
    static float erf(float x) {
        float t = Math.abs(x);
        float s = x * x;
        float small = Math.fma(F5, s, F4);
        small = Math.fma(small, s, F3);
        small = Math.fma(small, s, F2);
        small = Math.fma(small, s, F1);
        small = Math.fma(small, s, F0);
        small = Math.fma(small, x, x);
        float clamped = t > ERF_MOST ? ERF_MOST : t;
        float g = Math.fma(G6, clamped, G5);
        g = Math.fma(g, clamped, G4);
        g = Math.fma(g, clamped, G3);
        g = Math.fma(g, clamped, G2);
        g = Math.fma(g, clamped, G1);
        g = Math.fma(g, clamped, G0);
        float large = expm1OfNegative(-Math.fma(g, clamped, clamped));
        return t < ERF_BRANCH ? small : withSignOf(x, large);
    }
}
