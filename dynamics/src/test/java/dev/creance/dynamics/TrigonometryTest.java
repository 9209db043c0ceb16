package dev.creance.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.runtime.Allocation;
import dev.creance.runtime.property.Property;
import org.junit.jupiter.api.Test;

class TrigonometryTest {
    @Test
    void agreesWithFdlibmToTheLastDigit() {
        Property.check(200_000, choices -> {
            double x = choices.oneOf(1.0, 10.0, 1e3, 1e5) * choices.between(-1, 1);

            // 2 ulp of 1; fdlibm's own bound is 1 ulp of the result
            assertThat(Trigonometry.sin(x)).isCloseTo(StrictMath.sin(x), within(4.5e-16));
            assertThat(Trigonometry.cos(x)).isCloseTo(StrictMath.cos(x), within(4.5e-16));
        });
    }

    @Test
    void nanAndInfinityGiveNan() {
        for (double x : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThat(Trigonometry.sin(x)).isNaN();
            assertThat(Trigonometry.cos(x)).isNaN();
        }
    }

    @Test
    void allocatesNothing() {
        double[] angle = new double[1];
        double[] sum = new double[1];

        assertThat(Allocation.bytesOf(20_000, () -> {
                    angle[0] += 0.01;
                    sum[0] += Trigonometry.sin(angle[0]) * Trigonometry.cos(1.3 * angle[0]);
                }))
                .isZero();
        assertThat(sum[0]).isFinite();
    }
}
