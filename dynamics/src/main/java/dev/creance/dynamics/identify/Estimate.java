package dev.creance.dynamics.identify;

import dev.creance.dynamics.Interval;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * A number found from a recording, and what it would have been without each of B blocks of the recording in turn: the
 * delete-a-block jackknife (Künsch, Annals of Statistics 17, 1989), whose variance
 *
 * <pre>
 * s² = (B − 1)/B · Σ (θ_b − θ)²        bound: θ ± t(B − 1) s
 * </pre>
 *
 * counts correlation within blocks, unequal noise, and everything that is computed of several estimates, at once. For a linear fit it
 * is the covariance CR3 of clustered residuals, which errs on the wide side (MacKinnon, Nielsen and Webb, Journal of Applied
 * Econometrics 38, 2023).
 *
 * @param value from the whole recording
 * @param without from all but one block each
 */
public record Estimate(double value, double[] without) {
    /** A number that is known. */
    public static Estimate known(double value, int blocks) {
        double[] without = new double[blocks];
        Arrays.fill(without, value);
        return new Estimate(value, without);
    }

    /** A function of this. */
    public Estimate map(DoubleUnaryOperator function) {
        double[] mapped = new double[without.length];
        for (int b = 0; b < mapped.length; b++) {
            mapped[b] = function.applyAsDouble(without[b]);
        }
        return new Estimate(function.applyAsDouble(value), mapped);
    }

    /** A function of this and another one of the same recording. */
    public Estimate with(Estimate other, DoubleBinaryOperator function) {
        double[] combined = new double[without.length];
        for (int b = 0; b < combined.length; b++) {
            combined[b] = function.applyAsDouble(without[b], other.without[b]);
        }
        return new Estimate(function.applyAsDouble(value, other.value), combined);
    }

    public Estimate times(Estimate other) {
        return with(other, (a, b) -> a * b);
    }

    public Estimate over(Estimate other) {
        return with(other, (a, b) -> a / b);
    }

    public Estimate plus(Estimate other) {
        return with(other, Double::sum);
    }

    /** The standard error. */
    public double deviation() {
        double sum = 0;
        for (double each : without) {
            sum += (each - value) * (each - value);
        }
        return Math.sqrt(sum * (without.length - 1) / without.length);
    }

    /** The two-sided bound of a confidence, 0.95 for example. */
    public Interval interval(double confidence) {
        double half =
                deviation() * new TDistribution(without.length - 1).inverseCumulativeProbability((1 + confidence) / 2);
        return new Interval(value - half, value + half);
    }
}
