package dev.creance.bench.guards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TableTest {
    private static double[][] rows(Table table) {
        return table.text()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> Arrays.stream(line.split(","))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray(double[][]::new);
    }

    /** Two values: the first of mean 3 and deviation 2, the second of deviation 0.5. */
    private static float[][] cloud(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] cloud = new float[count][];
        for (int i = 0; i < count; i++) {
            cloud[i] = new float[] {(float) (3 + 2 * random.nextGaussian()), (float) (0.5 * random.nextGaussian())};
        }
        return cloud;
    }

    private static double polynomial(double[][] rows, double... z) {
        double sum = 0;
        for (double[] row : rows) {
            double product = row[0];
            for (int i = 0; i < z.length; i++) {
                product *= Math.pow(z[i], row[i + 1]);
            }
            sum += product;
        }
        return sum;
    }

    @Test
    void aDistanceIsOfTheMeanAndTheInverseOfTheCovariance() {
        double[][] rows = rows(Table.mahalanobis(cloud(20_000, 1), cloud(100, 2)));

        assertThat(rows).hasDimensions(3, 2);
        assertThat(rows[0][0]).isCloseTo(3, within(0.05));
        assertThat(rows[1][0]).isCloseTo(1.0 / 4, within(0.01));
        assertThat(rows[2][1]).isCloseTo(1 / 0.25, within(0.1));
        assertThat(rows[1][1]).isEqualTo(rows[2][0]).isCloseTo(0, within(0.03));
    }

    @Test
    void aRegionHoldsWhatItWasNotFittedToAndNothingFarOff() {
        float[][] held = cloud(500, 4);
        double[][] rows = rows(Table.polynomial(cloud(5000, 3), held));

        for (float[] z : held) {
            assertThat(polynomial(rows, z[0], z[1])).isNegative();
        }
        assertThat(polynomial(rows, 3, 4)).isPositive();
        assertThat(polynomial(rows, -12, 0)).isPositive();
        assertThat(Arrays.stream(rows).mapToDouble(row -> row[1] + row[2]).max())
                .hasValue(4);
    }

    @Test
    void samplesAreKeptAtEqualIntervals() {
        double[][] rows = rows(Table.samples(cloud(1000, 5)));

        assertThat(rows).hasDimensions(200, 2);
        assertThat((float) rows[1][0]).isEqualTo(cloud(1000, 5)[5][0]);
    }

    @Test
    void whatNeverChangesCannotBeCalibrated() {
        float[][] constant = {{1, 2}, {1, 3}};

        assertThatThrownBy(() -> Table.mahalanobis(constant, constant))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("value 0 never changes");
    }
}
