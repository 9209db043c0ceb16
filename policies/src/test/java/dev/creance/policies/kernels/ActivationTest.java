package dev.creance.policies.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.property.Property;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ActivationTest {
    private static final float INF = Float.POSITIVE_INFINITY;

    static Stream<Activation> all() {
        return Stream.of(Activation.Kind.values()).map(ActivationTest::of);
    }

    private static Activation of(Activation.Kind kind) {
        return switch (kind) {
            case LEAKY_RELU, ELU -> new Activation(kind, 0.7f, 0);
            case SELU -> Activation.selu(1.6732632f, 1.050701f);
            case HARD_SIGMOID -> Activation.hardSigmoid(0.2f, 0.5f);
            case CLIP -> Activation.clip(-1.5f, 2);
            case AFFINE -> Activation.affine(3.1f, -0.3f);
            default -> new Activation(kind, 0, 0);
        };
    }

    @ParameterizedTest
    @MethodSource("all")
    void bothTwinsAgreeBitForBit(Activation function) {
        Property.check(300, choices -> {
            int count = choices.integer(1, 70);
            Floats memory = Floats.room(2 * count + 2);
            int x = memory.put(Floats.hostile(choices, count));
            int y = choices.bool() ? x : memory.take(count);
            Floats twin = memory.copy();

            function.apply(memory.memory(), x, y, count);
            ScalarActivation.apply(function, twin.memory(), x, y, count);

            memory.sameAs(twin);
        });
    }

    /** Every 4 099th of all floats. */
    @ParameterizedTest
    @MethodSource("all")
    void bothTwinsAgreeOverAllMagnitudes(Activation function) {
        int count = 1 << 20;
        Floats memory = Floats.room(count);
        int x = memory.take(count);
        for (int i = 0; i < count; i++) {
            memory.set(x + i, Float.intBitsToFloat(i * 4099));
        }
        Floats twin = memory.copy();

        function.apply(memory.memory(), x, x, count);
        ScalarActivation.apply(function, twin.memory(), x, x, count);

        memory.sameAs(twin);
    }

    @ParameterizedTest
    @EnumSource
    void nanGivesNan(Activation.Kind kind) {
        assertThat(ScalarActivation.value(of(kind), Float.NaN)).isNaN();
    }

    @Test
    void infinitySaturates() {
        assertThat(atBothEnds(Activation.TANH)).containsExactly(-1, 1);
        assertThat(atBothEnds(Activation.SIGMOID)).containsExactly(0, 1);
        assertThat(atBothEnds(Activation.SOFTPLUS)).containsExactly(0, INF);
        assertThat(atBothEnds(Activation.ERF)).containsExactly(-1, 1);
        assertThat(atBothEnds(Activation.EXP)).containsExactly(0, INF);
        assertThat(atBothEnds(Activation.LOG)).containsExactly(Float.NaN, INF);
        assertThat(atBothEnds(Activation.elu(2))).containsExactly(-2, INF);
        assertThat(atBothEnds(Activation.RELU)).containsExactly(0, INF);
        assertThat(atBothEnds(Activation.hardSigmoid(0.2f, 0.5f))).containsExactly(0, 1);
        assertThat(atBothEnds(Activation.clip(-1, 2))).containsExactly(-1, 2);
        assertThat(atBothEnds(Activation.clip(-INF, 2))).containsExactly(-INF, 2);
    }

    @Test
    void zeroKeepsItsSignWhereTheFunctionIsOdd() {
        for (Activation odd :
                new Activation[] {Activation.TANH, Activation.ERF, Activation.SOFTSIGN, Activation.SILU}) {
            assertThat(Float.floatToRawIntBits(ScalarActivation.value(odd, -0f)))
                    .isEqualTo(0x80000000);
            assertThat(Float.floatToRawIntBits(ScalarActivation.value(odd, 0f))).isZero();
        }
    }

    private static float[] atBothEnds(Activation function) {
        return new float[] {ScalarActivation.value(function, -INF), ScalarActivation.value(function, INF)};
    }
}
