package dev.creance.dynamics.identify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.junit.jupiter.api.Test;

class CeilingTest {
    private static final double QUANTILE = 0.99;

    @Test
    void itsBoundLiesAboveTheQuantileAsOftenAsItsConfidenceSays() throws Ceiling.TooFew {
        assertThat(shareAbove(0, 400)).isGreaterThanOrEqualTo(0.93);
    }

    @Test
    void correlatedSamplesCountForLess() throws Ceiling.TooFew {
        // magnitudes are correlated by about 0.9², which makes one of nine or ten
        assertThat(shareAbove(0.9, 8000)).isGreaterThanOrEqualTo(0.92);
        assertThat(Ceiling.of(samples(0.9, 8000, 1), QUANTILE, 0.95).independent())
                .isBetween(400.0, 1400.0);
    }

    @Test
    void fewSamplesBoundALowerQuantile() throws Ceiling.TooFew {
        Ceiling ceiling = Ceiling.of(samples(0, 60, 2), QUANTILE, 0.95);

        assertThat(ceiling.quantile()).isBetween(0.93, 0.96);
    }

    @Test
    void tooFewBoundNothing() {
        assertThatThrownBy(() -> Ceiling.of(samples(0, 20, 3), QUANTILE, 0.95)).isInstanceOf(Ceiling.TooFew.class);
    }

    private static double shareAbove(double keep, int count) throws Ceiling.TooFew {
        int draws = 300;
        int above = 0;
        for (int draw = 0; draw < draws; draw++) {
            Ceiling ceiling = Ceiling.of(samples(keep, count, draw), QUANTILE, 0.95);
            double truth = new NormalDistribution().inverseCumulativeProbability((1 + ceiling.quantile()) / 2);
            above += ceiling.bound() >= truth ? 1 : 0;
        }
        return (double) above / draws;
    }

    /** Magnitudes of a Gauss-Markov process of deviation 1. */
    private static double[] samples(double keep, int count, long seed) {
        Random random = new Random(seed);
        double[] samples = new double[count];
        double state = random.nextGaussian();
        for (int k = 0; k < count; k++) {
            state = keep * state + Math.sqrt(1 - keep * keep) * random.nextGaussian();
            samples[k] = Math.abs(state);
        }
        return samples;
    }
}
