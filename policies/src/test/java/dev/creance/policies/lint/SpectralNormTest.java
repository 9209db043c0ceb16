package dev.creance.policies.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.runtime.property.Property;
import org.junit.jupiter.api.Test;

class SpectralNormTest {
    @Test
    void ofADiagonalItIsTheGreatestMagnitude() {
        assertThat(SpectralNorm.upperBound(new double[] {3, 0, 0, -5}, 2, 2)).isBetween(5.0, 5.02);
    }

    @Test
    void ofARowItIsItsLength() {
        assertThat(SpectralNorm.upperBound(new double[] {3, 4}, 1, 2)).isCloseTo(5, within(1e-9));
        assertThat(SpectralNorm.upperBound(new double[] {3, 4}, 2, 1)).isCloseTo(5, within(1e-9));
    }

    @Test
    void ofZerosItIsZeroAndOfWhatIsNotFiniteThereIsNone() {
        assertThat(SpectralNorm.upperBound(new double[4], 2, 2)).isZero();
        assertThat(SpectralNorm.upperBound(new double[] {1, Double.NaN}, 1, 2)).isInfinite();
    }

    /** Power iteration approaches the norm from below; the bound must lie above it, and not far. */
    @Test
    void itIsNeverBelowTheTruthAndAtMostTwoPercentAbove() {
        Property.check(300, choices -> {
            int rows = choices.integer(1, 24);
            int columns = choices.integer(1, 24);
            double[] matrix = new double[rows * columns];
            for (int i = 0; i < matrix.length; i++) {
                matrix[i] = choices.between(-3, 3);
            }
            double truth = byPowerIteration(matrix, rows, columns);

            assertThat(SpectralNorm.upperBound(matrix, rows, columns)).isBetween(truth, truth * 1.02 + 1e-12);
        });
    }

    private static double byPowerIteration(double[] matrix, int rows, int columns) {
        double[] x = new double[columns];
        for (int i = 0; i < columns; i++) {
            x[i] = 1 + 0.01 * i * i;
        }
        double norm = 0;
        for (int step = 0; step < 3000; step++) {
            double[] y = new double[rows];
            double[] next = new double[columns];
            for (int i = 0; i < matrix.length; i++) {
                y[i / columns] += matrix[i] * x[i % columns];
            }
            for (int i = 0; i < matrix.length; i++) {
                next[i % columns] += matrix[i] * y[i / columns];
            }
            norm = Math.sqrt(length(next) / length(x));
            double length = length(next);
            for (int i = 0; i < columns; i++) {
                x[i] = length == 0 ? 0 : next[i] / length;
            }
            if (length == 0) {
                return 0;
            }
        }
        return norm;
    }

    private static double length(double[] values) {
        double squares = 0;
        for (double value : values) {
            squares += value * value;
        }
        return Math.sqrt(squares);
    }
}
