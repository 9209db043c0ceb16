package dev.creance.policies.kernels;

import static dev.creance.policies.kernels.Simd.constant;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;

import dev.creance.runtime.HotPath;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;

/**
 * {@link Approximations} on vectors, operation by operation the same. Comparisons and blends stand where one would expect min and
 * max: those cost five instructions each to treat NaN and −0 as Java does.
 *
 * <p>{@code policies/kernels.options} has C2 inline these methods into kernels whatever their size: by itself it does not inline what it
 * has compiled into more than 2500 bytes before, and which of a kernel and its functions it compiles first is chance. Constants
 * are vectors in fields: made on the spot, each would take a hundred of the 18 000 nodes after which C2 inlines nothing of ours.
 */
@HotPath
final class Lanewise {
    static final FloatVector ZERO = constant(0);
    static final FloatVector HALF = constant(0.5f);
    static final FloatVector ONE = constant(1);
    static final FloatVector TWO = constant(2);
    private static final FloatVector LOG2_E = constant(Approximations.LOG2_E);
    private static final FloatVector ROUND = constant(Approximations.ROUND);
    private static final FloatVector EXP_LEAST = constant(Approximations.EXP_LEAST);
    private static final FloatVector EXP_MOST = constant(Approximations.EXP_MOST);
    private static final FloatVector E0 = constant(Approximations.E0);
    private static final FloatVector E1 = constant(Approximations.E1);
    private static final FloatVector E2 = constant(Approximations.E2);
    private static final FloatVector E3 = constant(Approximations.E3);
    private static final FloatVector E4 = constant(Approximations.E4);
    private static final FloatVector EXPM1_LEAST = constant(Approximations.EXPM1_LEAST);
    private static final FloatVector L0 = constant(Approximations.L0);
    private static final FloatVector L1 = constant(Approximations.L1);
    private static final FloatVector L2 = constant(Approximations.L2);
    private static final FloatVector L3 = constant(Approximations.L3);
    private static final FloatVector L4 = constant(Approximations.L4);
    private static final FloatVector F0 = constant(Approximations.F0);
    private static final FloatVector F1 = constant(Approximations.F1);
    private static final FloatVector F2 = constant(Approximations.F2);
    private static final FloatVector F3 = constant(Approximations.F3);
    private static final FloatVector F4 = constant(Approximations.F4);
    private static final FloatVector F5 = constant(Approximations.F5);
    private static final FloatVector ERF_BRANCH = constant(Approximations.ERF_BRANCH);
    private static final FloatVector ERF_MOST = constant(Approximations.ERF_MOST);
    private static final FloatVector G0 = constant(Approximations.G0);
    private static final FloatVector G1 = constant(Approximations.G1);
    private static final FloatVector G2 = constant(Approximations.G2);
    private static final FloatVector G3 = constant(Approximations.G3);
    private static final FloatVector G4 = constant(Approximations.G4);
    private static final FloatVector G5 = constant(Approximations.G5);
    private static final FloatVector G6 = constant(Approximations.G6);
    private static final FloatVector MINUS_LN2_HIGH = constant(-Approximations.LN2_HIGH);
    private static final FloatVector LN2_HIGH = constant(Approximations.LN2_HIGH);
    private static final FloatVector MINUS_LN2_LOW = constant(-Approximations.LN2_LOW);
    private static final FloatVector LN2_LOW = constant(Approximations.LN2_LOW);
    private static final FloatVector MINUS_TWO = constant(-2);
    private static final FloatVector LEAST_NORMAL = constant(Float.MIN_NORMAL);
    private static final FloatVector DENORMAL_SCALE = constant(0x1p24f);
    private static final FloatVector DENORMAL_EXPONENT = constant(24);
    private static final FloatVector INFINITY = constant(Float.POSITIVE_INFINITY);
    private static final FloatVector MINUS_INFINITY = constant(Float.NEGATIVE_INFINITY);
    private static final FloatVector NAN = constant(Float.NaN);
    private static final IntVector ROUND_BITS = Simd.integer(Approximations.ROUND_BITS);
    private static final IntVector BIAS = Simd.integer(127);
    private static final IntVector SQRT_HALF_BITS = Simd.integer(Approximations.SQRT_HALF_BITS);
    private static final IntVector SIGN = Simd.integer(Approximations.SIGN);
    private static final IntVector MAGNITUDE = Simd.integer(~Approximations.SIGN);

    private Lanewise() {}

    static FloatVector exp(FloatVector x) {
        FloatVector clamped = clip(x, EXP_LEAST, EXP_MOST);
        FloatVector shifted = clamped.fma(LOG2_E, ROUND);
        FloatVector power = expm1OfRest(clamped, shifted.sub(ROUND)).add(ONE);
        IntVector n = shifted.reinterpretAsInts().sub(ROUND_BITS);
        IntVector half = n.lanewise(ASHR, 1);
        return power.mul(powerOfTwo(half)).mul(powerOfTwo(n.sub(half)));
    }

    static FloatVector expm1OfNegative(FloatVector x) {
        FloatVector clamped = x.blend(EXPM1_LEAST, x.lt(EXPM1_LEAST));
        FloatVector shifted = clamped.fma(LOG2_E, ROUND);
        FloatVector rest = expm1OfRest(clamped, shifted.sub(ROUND));
        FloatVector scale = powerOfTwo(shifted.reinterpretAsInts().sub(ROUND_BITS));
        return scale.fma(rest, scale.sub(ONE));
    }

    private static FloatVector expm1OfRest(FloatVector x, FloatVector n) {
        FloatVector r = n.fma(MINUS_LN2_LOW, n.fma(MINUS_LN2_HIGH, x));
        FloatVector p = E4.fma(r, E3).fma(r, E2).fma(r, E1).fma(r, E0);
        return r.mul(r).fma(p, r);
    }

    private static FloatVector powerOfTwo(IntVector n) {
        return n.add(BIAS).lanewise(LSHL, 23).reinterpretAsFloats();
    }

    static FloatVector tanh(FloatVector x) {
        FloatVector q = expm1OfNegative(x.abs().mul(MINUS_TWO));
        return withSignOf(x, q.div(q.add(TWO)));
    }

    private static FloatVector withSignOf(FloatVector x, FloatVector y) {
        IntVector sign = x.reinterpretAsInts().and(SIGN);
        return y.reinterpretAsInts().and(MAGNITUDE).or(sign).reinterpretAsFloats();
    }

    static FloatVector sigmoid(FloatVector x) {
        FloatVector e = exp(x.abs().neg());
        return ONE.blend(e, x.lt(ZERO)).div(e.add(ONE));
    }

    /** ln(1 + e^x), given e^−|x|. */
    static FloatVector softplus(FloatVector x, FloatVector e) {
        FloatVector over = log1p(e);
        return over.blend(x.add(over), x.compare(GT, ZERO));
    }

    static FloatVector log1p(FloatVector f) {
        FloatVector s = f.div(f.add(TWO));
        FloatVector s2 = s.mul(s);
        FloatVector r = L4.fma(s2, L3).fma(s2, L2).fma(s2, L1).fma(s2, L0).mul(s2);
        FloatVector h = f.mul(HALF).mul(f);
        return f.sub(h.sub(s.mul(h.add(r))));
    }

    static FloatVector log(FloatVector x) {
        VectorMask<Float> denormal = x.lt(LEAST_NORMAL);
        IntVector bits = x.blend(x.mul(DENORMAL_SCALE), denormal).reinterpretAsInts();
        IntVector n = bits.sub(SQRT_HALF_BITS).lanewise(ASHR, 23);
        FloatVector mantissa = bits.sub(n.lanewise(LSHL, 23)).reinterpretAsFloats();
        FloatVector exponent = (FloatVector) n.convert(I2F, 0);
        exponent = exponent.blend(exponent.sub(DENORMAL_EXPONENT), denormal);
        FloatVector result = exponent.fma(LN2_HIGH, exponent.fma(LN2_LOW, log1p(mantissa.sub(ONE))));
        result = result.blend(INFINITY, x.eq(INFINITY)).blend(MINUS_INFINITY, x.eq(ZERO));
        return NAN.blend(result, x.compare(GE, ZERO));
    }

    /** What 1 − e^… is erf x of for large x: −(t + t·(G0 + …)) with t = |x|. */
    static FloatVector erfExponent(FloatVector x) {
        FloatVector t = x.abs();
        FloatVector c = t.blend(ERF_MOST, t.compare(GT, ERF_MOST));
        FloatVector g =
                G6.fma(c, G5).fma(c, G4).fma(c, G3).fma(c, G2).fma(c, G1).fma(c, G0);
        return g.fma(c, c).neg();
    }

    /** erf x, given {@link #expm1OfNegative} of {@link #erfExponent}. */
    static FloatVector erf(FloatVector x, FloatVector large) {
        FloatVector s = x.mul(x);
        FloatVector small =
                F5.fma(s, F4).fma(s, F3).fma(s, F2).fma(s, F1).fma(s, F0).fma(x, x);
        return withSignOf(x, large).blend(small, x.abs().lt(ERF_BRANCH));
    }

    static FloatVector clip(FloatVector x, FloatVector least, FloatVector greatest) {
        FloatVector raised = x.blend(least, x.lt(least));
        return raised.blend(greatest, raised.compare(GT, greatest));
    }
}
