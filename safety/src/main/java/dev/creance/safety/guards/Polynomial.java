package dev.creance.safety.guards;

import dev.creance.runtime.HotPath;
import dev.creance.runtime.config.ConfigNode;

/**
 * A sum of monomials, at most 0 in the region that it describes, as in OGSRL (arXiv 2505.16242): p(z) = Σ c · Π zᵢ^eᵢ. Powers are
 * products taken in one order, so that the value is the same on every processor.
 */
@HotPath
final class Polynomial implements Score {
    private static final int MOST_DEGREE = 8;

    private final double[] coefficients;

    /** The variables of each monomial, one for each factor; its monomial ends at {@link #ends}. */
    private final int[] factors;

    private final int[] ends;

    private Polynomial(double[] coefficients, int[] factors, int[] ends) {
        this.coefficients = coefficients;
        this.factors = factors;
        this.ends = ends;
    }

    /** @param rows a coefficient, then an exponent for each of {@code size} values */
    static Polynomial of(double[][] rows, int size, ConfigNode use) {
        if (rows[0].length != size + 1) {
            throw use.error("='" + use.string() + "' has rows of " + rows[0].length
                    + " numbers, where a coefficient and an exponent for each of " + size + " values belong");
        }
        double[] coefficients = new double[rows.length];
        int[] ends = new int[rows.length];
        int[] factors = new int[rows.length * MOST_DEGREE];
        int count = 0;
        for (int k = 0; k < rows.length; k++) {
            coefficients[k] = rows[k][0];
            for (int i = 0; i < size; i++) {
                double exponent = rows[k][i + 1];
                if (exponent != Math.rint(exponent)
                        || exponent < 0
                        || count + exponent > (k == 0 ? 0 : ends[k - 1]) + MOST_DEGREE) {
                    throw use.error("='" + use.string() + "', row " + (k + 1) + ": the exponents must be whole,"
                            + " not below 0, and add up to " + MOST_DEGREE + " at most");
                }
                for (int e = 0; e < exponent; e++) {
                    factors[count++] = i;
                }
            }
            ends[k] = count;
        }
        return new Polynomial(coefficients, factors, ends);
    }

    @Override
    public double of(float[] features) {
        double sum = 0;
        int at = 0;
        for (int k = 0; k < coefficients.length; k++) {
            double product = coefficients[k];
            for (; at < ends[k]; at++) {
                product *= features[factors[at]];
            }
            sum += product;
        }
        return sum;
    }
}
