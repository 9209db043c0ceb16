package dev.creance.bench.shield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.runtime.property.Property;
import org.junit.jupiter.api.Test;

/** The project itself publishes no value of its filter, so its programme is held against a search through all accelerations. */
class SlackBarrierFilterTest {
    private static final JointRangeLimiter.Limits LIMITS =
            new JointRangeLimiter.Limits(new double[] {-1}, new double[] {1}, new double[] {2}, new double[] {5});

    private static SlackBarrierFilter filter(double gainPerS) {
        return new SlackBarrierFilter(LIMITS, gainPerS, 1e-3);
    }

    @Test
    void farFromEveryBarrierAProposalIsLeftAsItIs() {
        assertThat(filter(10).filter(0, 0, 0, 1.5)).isEqualTo(1.5);
    }

    /** α (α D − v) − α v with α = 1/s, D = 0.5 rad, v = 0.1 rad/s. */
    @Test
    void onTheBarrierTheAccelerationIsTheConstraints() {
        assertThat(filter(1).filter(0, 0.5, 0.1, 4)).isCloseTo(1 * (1 * 0.5 - 0.1) - 0.1, within(1e-12));
    }

    @Test
    void whereBarrierAndDriveContradictTheBarrierGivesWay() {
        // 2 rad/s at 0.1 rad before the limit: the barrier asks for −39 rad/s2, the drive has −5
        assertThat(filter(10).filter(0, 0.9, 2, 0)).isCloseTo(-5, within(1e-12));
    }

    @Test
    void noOtherAccelerationCostsLess() {
        Property.check(2000, choices -> {
            SlackBarrierFilter filter = filter(choices.between(0.5, 20));
            double q = choices.between(-1.2, 1.2);
            double v = choices.between(-3, 3);
            double wanted = choices.between(-2000, 2000);
            double best = filter.filter(0, q, v, wanted);
            double least = filter.cost(best, wanted);
            for (int i = 0; i <= 400; i++) {
                double other = choices.between(-60, 60);
                assertThat(filter.cost(other, wanted)).isGreaterThanOrEqualTo(least - 1e-9 * Math.abs(least));
            }
        });
    }
}
