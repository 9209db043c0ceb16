package dev.creance.policies.kernels;

import static dev.creance.policies.kernels.Activation.Kind.MISH;
import static dev.creance.policies.kernels.Activation.Kind.SILU;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bounds that {@link Activation.Kind} states, over every 997th float: 4.3 million, evenly over all exponents. */
class ApproximationsTest {
    private static final int STEP = 997;

    /**
     * @param bound in units in the last place of the exact result, or, where relative to x, times |x|
     */
    record Case(Activation function, DoubleUnaryOperator exact, double bound, boolean ofX) {
        @Override
        public String toString() {
            return function.kind() + " to " + bound;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                ulp(Activation.EXP, StrictMath::exp, 2),
                ulp(Activation.LOG, StrictMath::log, 2),
                ulp(Activation.elu(1), x -> x < 0 ? StrictMath.expm1(x) : x, 2),
                ulp(
                        Activation.selu(1.6732632f, 1.050701f),
                        x -> 1.050701f * (x < 0 ? 1.6732632f * StrictMath.expm1(x) : x),
                        4),
                ulp(Activation.TANH, StrictMath::tanh, 3),
                ulp(Activation.SIGMOID, ApproximationsTest::sigmoid, 3),
                ulp(Activation.SOFTPLUS, ApproximationsTest::softplus, 3),
                ulp(Activation.SOFTSIGN, x -> x / (1 + Math.abs(x)), 2),
                ulp(Activation.SILU, x -> x * sigmoid(x), 4),
                ulp(Activation.MISH, x -> x * StrictMath.tanh(softplus(x)), 8),
                ulp(Activation.ERF, ApproximationsTest::erf, 2),
                new Case(Activation.GELU, x -> 0.5 * x * (1 + erf(x * Math.sqrt(0.5))), 0x1p-22, true),
                new Case(Activation.GELU_TANH, ApproximationsTest::geluTanh, 0x1p-22, true));
    }

    private static Case ulp(Activation function, DoubleUnaryOperator exact, double bound) {
        return new Case(function, exact, bound, false);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theErrorStaysWithinTheStatedBound(Case of) {
        double worst = 0;
        float at = 0;
        for (long bits = 0; bits < 1L << 32; bits += STEP) {
            float x = Float.intBitsToFloat((int) bits);
            double exact = of.exact.applyAsDouble(x);
            float y = ScalarActivation.value(of.function, x);
            if (Float.isFinite(x) && Float.isFinite((float) exact) && Float.isFinite(y)) {
                double unit = of.ofX
                        ? Math.abs(x) + Float.MIN_NORMAL
                        : Math.max(
                                Math.ulp((float) exact),
                                of.function.kind() == SILU || of.function.kind() == MISH
                                        ? Math.abs(x) * Float.MIN_VALUE
                                        : 0);
                double error = Math.abs(y - exact) / unit;
                if (error > worst) {
                    worst = error;
                    at = x;
                }
            } else if (Float.isFinite(x)) {
                // beyond the range of floats, or outside of the domain: the same of both, but for the last float before
                // it
                assertThat(Float.isNaN(y)).as("NaN at %s", x).isEqualTo(Double.isNaN(exact));
                assertThat(y)
                        .as("at %s", x)
                        .satisfiesAnyOf(
                                it -> assertThat(it).isEqualTo((float) exact),
                                it -> assertThat(Math.abs(exact)).isGreaterThan(Math.nextDown(Float.MAX_VALUE)));
            }
        }
        assertThat(worst).as("at %s", at).isLessThanOrEqualTo(of.bound);
    }

    private static double sigmoid(double x) {
        return x < 0 ? StrictMath.exp(x) / (1 + StrictMath.exp(x)) : 1 / (1 + StrictMath.exp(-x));
    }

    private static double softplus(double x) {
        return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
    }

    private static double geluTanh(double x) {
        return 0.5 * x * (1 + StrictMath.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
    }

    /** By its series to 3 and by its continued fraction from there (Abramowitz and Stegun 7.1.5, 7.1.14). */
    private static double erf(double x) {
        double t = Math.abs(x);
        if (t > 6) {
            return Math.signum(x);
        }
        if (t < 3) {
            double sum = x;
            double power = x;
            for (int k = 1; k < 100 && Math.abs(power) > 1e-20 * t; k++) {
                power *= -x * x / k;
                sum += power / (2 * k + 1);
            }
            return sum * 2 / Math.sqrt(Math.PI);
        }
        double fraction = 0;
        for (int k = 60; k > 0; k--) {
            fraction = k / 2.0 / (t + fraction);
        }
        double rest = StrictMath.exp(-t * t) / Math.sqrt(Math.PI) / (t + fraction);
        return Math.copySign(1 - rest, x);
    }
}
