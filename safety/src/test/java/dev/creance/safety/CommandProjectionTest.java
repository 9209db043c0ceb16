package dev.creance.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.property.Property;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** Stages 8 and 9 alone: I7 and I12. */
class CommandProjectionTest {
    private static CommandProjection projection(double least, double most, double slewPerS) {
        return new CommandProjection(Collections.nCopies(4, new CommandLimit(least, most, slewPerS)), 1e-3);
    }

    @Test
    void projectingTwiceChangesNothing() {
        CommandProjection projection = projection(0.05, 0.95, 60);
        Property.check(2000, choices -> {
            double[] last = new double[4];
            double[] wanted = new double[4];
            for (int i = 0; i < 4; i++) {
                last[i] = (float) choices.between(0.06, 0.94);
                wanted[i] = choices.between(-2, 2);
            }
            double[] once = new double[4];
            double[] twice = new double[4];
            projection.project(wanted, last, once);
            long causes = projection.project(once, last, twice);

            assertThat(twice).isEqualTo(once);
            assertThat(causes).isZero();
        });
    }

    @Test
    void tighterLimitsNeverAdmitMore() {
        Property.check(2000, choices -> {
            double least = choices.between(0, 0.4);
            double most = choices.between(0.6, 1);
            double slew = choices.between(10, 1000);
            CommandProjection loose = projection(least, most, slew);
            double tighterLeast = least + choices.between(0, 0.05);
            double tighterMost = most - choices.between(0, 0.05);
            CommandProjection tight = projection(tighterLeast, tighterMost, slew * choices.between(0.5, 1));
            double last = (float) choices.between(tighterLeast + 1e-6, tighterMost - 1e-6);

            assertThat(tight.least(0, last)).isGreaterThanOrEqualTo(loose.least(0, last));
            assertThat(tight.greatest(0, last)).isLessThanOrEqualTo(loose.greatest(0, last));
        });
    }

    @Test
    void theClampAdmitsNothingThatIsNotAFloatInsideItsInterval() {
        CommandProjection projection = projection(0, 1, 60);
        CommandClamp clamp = new CommandClamp(projection);
        double[] last = {0.5, 0.5, 0.5, 0.5};

        assertThat(clamp.admits(new double[] {0.5, 0.55, 0.45, 0.5}, last)).isFalse();
        assertThat(clamp.admits(new double[] {0.5, (float) 0.55, (float) 0.45, 0.5}, last))
                .isTrue();
        assertThat(clamp.admits(new double[] {0.5, 0.5, Double.NaN, 0.5}, last)).isFalse();
        assertThat(clamp.admits(new double[] {0.5, 0.5, (float) 0.6, 0.5}, last))
                .isFalse();

        double[] forced = {Double.NaN, Double.POSITIVE_INFINITY, -Double.MAX_VALUE, 0.51};
        clamp.force(forced, last);
        assertThat(clamp.admits(forced, last)).isTrue();
        assertThat(forced[0]).isEqualTo(0.5);
    }
}
