package dev.creance.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.creance.runtime.property.Property;
import java.lang.management.ManagementFactory;
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
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double sum = walk();
        long before = threads.getCurrentThreadAllocatedBytes();
        sum += walk();
        long after = threads.getCurrentThreadAllocatedBytes();

        assertThat(after - before).isZero();
        assertThat(sum).isFinite();
    }

    private static double walk() {
        double sum = 0;
        for (int i = 0; i < 20_000; i++) {
            sum += Trigonometry.sin(i * 0.01) * Trigonometry.cos(i * 0.013);
        }
        return sum;
    }
}
