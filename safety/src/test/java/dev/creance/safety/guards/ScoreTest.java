package dev.creance.safety.guards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.property.Choices;
import dev.creance.runtime.property.Property;
import org.junit.jupiter.api.Test;

/** The scores against their definitions. */
class ScoreTest {
    private static final ConfigNode USE =
            ConfigFile.parse("robot.yaml", "use: here").child("use");

    private static float[] values(Choices choices, int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) choices.between(-2, 2);
        }
        return values;
    }

    @Test
    void aPolynomialIsTheSumOfItsMonomials() {
        Property.check(200, choices -> {
            int size = 1 + (int) choices.between(0, 4.99);
            double[][] rows = new double[1 + (int) choices.between(0, 9.99)][size + 1];
            for (double[] row : rows) {
                row[0] = choices.between(-3, 3);
                int left = 8;
                for (int i = 1; i <= size; i++) {
                    row[i] = (int) choices.between(0, Math.min(3.99, left + 0.5));
                    left -= (int) row[i];
                }
            }
            float[] z = values(choices, size);
            double wanted = 0;
            for (double[] row : rows) {
                double product = row[0];
                for (int i = 0; i < size; i++) {
                    product *= Math.pow(z[i], row[i + 1]);
                }
                wanted += product;
            }

            assertThat(Polynomial.of(rows, size, USE).of(z)).isCloseTo(wanted, within(1e-9 * (1 + Math.abs(wanted))));
        });
    }

    /** With the precision written as B Bᵀ, the distance is the length of Bᵀ (z − μ). */
    @Test
    void aMahalanobisDistanceIsALengthInOtherAxes() {
        Property.check(200, choices -> {
            int size = 1 + (int) choices.between(0, 4.99);
            double[][] root = new double[size][size];
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < i; j++) {
                    root[i][j] = choices.between(-1, 1);
                }
                root[i][i] = choices.between(0.5, 2);
            }
            double[][] rows = new double[size + 1][size];
            for (int i = 0; i < size; i++) {
                rows[0][i] = choices.between(-1, 1);
                for (int j = 0; j < size; j++) {
                    for (int k = 0; k < size; k++) {
                        rows[i + 1][j] += root[i][k] * root[j][k];
                    }
                }
            }
            float[] z = values(choices, size);
            double square = 0;
            for (int k = 0; k < size; k++) {
                double along = 0;
                for (int i = 0; i < size; i++) {
                    along += root[i][k] * (z[i] - rows[0][i]);
                }
                square += along * along;
            }

            assertThat(Mahalanobis.of(rows, size, USE).of(z)).isCloseTo(Math.sqrt(square), within(1e-9));
        });
    }

    /** The running sums against the definition, over a window that has gone round several times. */
    @Test
    void anEnergyDistanceIsWhatItsDefinitionSays() {
        Property.check(50, choices -> {
            int size = 1 + (int) choices.between(0, 2.99);
            int window = 2 + (int) choices.between(0, 9.99);
            double[][] calibrated = new double[2 + (int) choices.between(0, 19.99)][size];
            for (double[] row : calibrated) {
                for (int i = 0; i < size; i++) {
                    row[i] = choices.between(-1, 1);
                }
            }
            EnergyDistance distance = new EnergyDistance(calibrated, window);
            float[][] newest = new float[window][];
            for (int k = 0; k < 5 * window; k++) {
                newest[k % window] = values(choices, size);
                distance.add(newest[k % window]);
            }
            double[][] rows = new double[window][size];
            for (int k = 0; k < window; k++) {
                for (int i = 0; i < size; i++) {
                    rows[k][i] = newest[k][i];
                }
            }

            assertThat(distance.value())
                    .isCloseTo(
                            2 * mean(rows, calibrated, calibrated)
                                    - mean(rows, rows, calibrated)
                                    - mean(calibrated, calibrated, calibrated),
                            within(1e-9));
        });
    }

    private static double mean(double[][] left, double[][] right, double[][] scaledBy) {
        double sum = 0;
        for (double[] one : left) {
            for (double[] other : right) {
                double square = 0;
                for (int i = 0; i < one.length; i++) {
                    double apart = (one[i] - other[i]) / deviation(scaledBy, i);
                    square += apart * apart;
                }
                sum += Math.sqrt(square);
            }
        }
        return sum / (left.length * right.length);
    }

    private static double deviation(double[][] rows, int column) {
        double sum = 0;
        double squares = 0;
        for (double[] row : rows) {
            sum += row[column];
            squares += row[column] * row[column];
        }
        double mean = sum / rows.length;
        return Math.sqrt(squares / rows.length - mean * mean);
    }
}
