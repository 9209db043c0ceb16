package dev.creance.dynamics.quadrotor.air;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.NormalNumbers;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DrydenTest {
    private static final double FOOT_M = 0.3048;

    @ParameterizedTest
    @CsvSource({
        // h ft, σu and σw over W20, Lu and Lw in ft: the specification's formulas by hand
        "10, 0.19630, 0.1, 75.639, 10",
        "100, 0.17158, 0.1, 505.17, 100",
        "1000, 0.1, 0.1, 1000, 1000",
        "2, 0.19630, 0.1, 75.639, 10"
    })
    void theLowAltitudeModelIsThatOfTheSpecification(double feet, double su, double sw, double lu, double lw) {
        DrydenSpectrum spectrum = DrydenSpectrum.lowAltitude(1, feet * FOOT_M);

        assertThat(spectrum.horizontalMPerS()).isCloseTo(su, within(1e-4));
        assertThat(spectrum.verticalMPerS()).isCloseTo(sw, within(1e-12));
        assertThat(spectrum.horizontalM() / FOOT_M).isCloseTo(lu, Percentage.withPercentage(0.05));
        assertThat(spectrum.verticalM() / FOOT_M).isCloseTo(lw, Percentage.withPercentage(1e-9));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 0.05, 0.5, 3})
    void thePowerIsThatOfTheSpecificationAtEveryFrequency(double stepS) {
        // unit variance, L = 5 m and 2.5 m at 5 m/s. Estimated: variance and the correlation after some seconds, whose
        // formulas
        // are the Fourier transforms of the spectra: σ² e^−x along, σ² e^−x (1 − x/2) across
        DrydenSpectrum spectrum = new DrydenSpectrum(1, 1, 5, 2.5);
        DrydenTurbulence air = new DrydenTurbulence(new DrydenTurbulence.Site(spectrum, 5, 0), stepS, normal(17));
        int lag = Math.max(1, (int) Math.round(1 / stepS));
        int samples = Math.max(40_000, (int) (4_000 / stepS));
        double[][] seen = new double[3][samples];
        for (int i = 0; i < samples; i++) {
            air.advance();
            for (int axis = 0; axis < 3; axis++) {
                seen[axis][i] = air.airMPerS[axis];
            }
        }

        double lagS = lag * stepS;
        assertThat(correlation(seen[0], 0)).isCloseTo(1, within(0.06));
        assertThat(correlation(seen[1], 0)).isCloseTo(1, within(0.06));
        assertThat(correlation(seen[2], 0)).isCloseTo(1, within(0.06));
        assertThat(correlation(seen[0], lag)).isCloseTo(Math.exp(-lagS), within(0.06));
        assertThat(correlation(seen[1], lag)).isCloseTo(Math.exp(-lagS) * (1 - lagS / 2), within(0.06));
        assertThat(correlation(seen[2], lag)).isCloseTo(Math.exp(-2 * lagS) * (1 - lagS), within(0.06));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 1, 3})
    void thePeriodogramFollowsTheSpectra(double lOmega) {
        // L = 5 m at 5 m/s: T = 1 s. Frequencies far below the sampling's, so that nothing is folded back.
        double stepS = 0.02;
        DrydenSpectrum spectrum = new DrydenSpectrum(2, 2, 5, 5);
        DrydenTurbulence air = new DrydenTurbulence(new DrydenTurbulence.Site(spectrum, 5, 0), stepS, normal(4));

        double[] power = new double[3];
        int windows = 400;
        int length = 5_000;
        for (int window = 0; window < windows; window++) {
            add(power, air, length, lOmega, stepS);
        }

        double square = lOmega * lOmega;
        double along = 4 * 2 * 5 / Math.PI / (1 + square);
        double across = 4 * 5 / Math.PI * (1 + 3 * square) / ((1 + square) * (1 + square));
        // Φ(Ω) = V Φ(ω); a mean of 400 windows is off by 1 / √400
        assertThat(power[0] / windows * 5).isCloseTo(along, Percentage.withPercentage(20));
        assertThat(power[1] / windows * 5).isCloseTo(across, Percentage.withPercentage(20));
        assertThat(power[2] / windows * 5).isCloseTo(across, Percentage.withPercentage(20));
    }

    /** Adds the one-sided power density over angular frequency of one window, after von Hann. */
    private static void add(double[] power, DrydenTurbulence air, int length, double omega, double stepS) {
        double[] re = new double[3];
        double[] im = new double[3];
        double weight = 0;
        for (int i = 0; i < length; i++) {
            air.advance();
            double hann = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / length);
            weight += hann * hann;
            for (int axis = 0; axis < 3; axis++) {
                re[axis] += hann * air.airMPerS[axis] * Math.cos(omega * i * stepS);
                im[axis] += hann * air.airMPerS[axis] * Math.sin(omega * i * stepS);
            }
        }
        for (int axis = 0; axis < 3; axis++) {
            power[axis] += (re[axis] * re[axis] + im[axis] * im[axis]) * stepS / weight / Math.PI;
        }
    }

    @Test
    void theLongitudinalAxisPointsWhereTheWindBlows() {
        // only what blows along: a turn by 90 degrees puts it on the world's y
        DrydenSpectrum spectrum = new DrydenSpectrum(1, 0, 5, 5);
        DrydenTurbulence east = new DrydenTurbulence(new DrydenTurbulence.Site(spectrum, 5, 0), 0.01, normal(1));
        DrydenTurbulence north =
                new DrydenTurbulence(new DrydenTurbulence.Site(spectrum, 5, Math.PI / 2), 0.01, normal(1));

        for (int i = 0; i < 100; i++) {
            east.advance();
            north.advance();
            assertThat(north.airMPerS[1]).isCloseTo(east.airMPerS[0], within(1e-12));
            assertThat(north.airMPerS[0]).isCloseTo(-east.airMPerS[1], within(1e-12));
        }
    }

    private static NormalNumbers normal(long seed) {
        return new Random(seed)::nextGaussian;
    }

    private static double correlation(double[] x, int lag) {
        double sum = 0;
        for (int i = lag; i < x.length; i++) {
            sum += x[i] * x[i - lag];
        }
        return sum / (x.length - lag);
    }
}
