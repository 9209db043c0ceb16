package dev.creance.bench.shield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ProbabilityTest {
    @Test
    void withoutAnEventItIsNearTheRuleOfThree() {
        assertThat(Probability.upperBound(0, 1000)).isCloseTo(1 - Math.pow(0.05, 1e-3), within(1e-12));
        assertThat(Probability.upperBound(0, 1000)).isCloseTo(3e-3, within(1e-5));
    }

    /** Quantiles of beta distributions, qbeta(0.95, k + 1, n − k): 0.3941633 for 1 of 10, 0.0757108 for 3 of 100, 0.5264823 for 500 of 1000. */
    @Test
    void withEventsItIsTheIntervalOfClopperAndPearson() {
        assertThat(Probability.upperBound(1, 10)).isCloseTo(0.3941633, within(1e-6));
        assertThat(Probability.upperBound(3, 100)).isCloseTo(0.0757108, within(1e-6));
        assertThat(Probability.upperBound(500, 1000)).isCloseTo(0.5264823, within(1e-6));
    }

    @Test
    void whereNothingWasTriedOrAllFailedItIsOne() {
        assertThat(Probability.upperBound(0, 0)).isEqualTo(1);
        assertThat(Probability.upperBound(7, 7)).isEqualTo(1);
    }
}
