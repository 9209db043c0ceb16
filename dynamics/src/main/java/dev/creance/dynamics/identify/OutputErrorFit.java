package dev.creance.dynamics.identify;

import dev.creance.dynamics.identify.ResponseModel.Parameter;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.optim.ConvergenceChecker;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresFactory;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresProblem;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresProblem.Evaluation;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;
import org.hipparchus.util.Pair;

/**
 * Finds the parameters with which a model's response is nearest to what was measured: output error with a noise model per signal,
 * a prediction-error method (Ljung, System Identification, 2nd edition, §7 and §10.2). Levenberg-Marquardt on whitened residuals,
 * whose noise model is fitted anew a few times.
 */
final class OutputErrorFit {
    private static final int PASSES = 2;
    private static final int NOISE_ORDER = 10;
    private static final int ITERATIONS = 40;
    private static final double TOLERANCE = 1e-6;

    private final ResponseModel model;
    private final List<Parameter> parameters;
    private final Windows windows;
    private final NoiseModel[] noise;
    private final double[][] samples;
    private double[] theta;
    private double[] best;
    private double leastCost;

    /** @param samples in the recording */
    OutputErrorFit(ResponseModel model, Windows windows, int samples) {
        this.model = model;
        this.windows = windows;
        parameters = model.parameters();
        noise = new NoiseModel[model.signals().size()];
        this.samples = new double[noise.length][samples];
        theta = parameters.stream().mapToDouble(Parameter::start).toArray();
    }

    /** Runs the search. */
    void run() {
        double[][] residual = residual(theta);
        for (int s = 0; s < noise.length; s++) {
            noise[s] = NoiseModel.initial(residual[s], windows, integrated(s));
        }
        theta = search();
        for (int pass = 0; pass < PASSES; pass++) {
            residual = residual(theta);
            for (int s = 0; s < noise.length; s++) {
                if (integrated(s)) {
                    windows.centre(residual[s]);
                }
                noise[s] = NoiseModel.fit(residual[s], windows, NOISE_ORDER);
            }
            theta = search();
        }
    }

    private boolean integrated(int signal) {
        return model.signals().get(signal).integrated();
    }

    /** Where the search ended. */
    double[] theta() {
        return theta.clone();
    }

    /** Means of a signal's residual over the windows. */
    double[][] residual(double[] at) {
        model.residuals(at, samples);
        double[][] means = new double[noise.length][];
        for (int s = 0; s < means.length; s++) {
            means[s] = windows.means(samples[s]);
        }
        return means;
    }

    /**
     * All signals' whitened residuals, one after the other; 0 where there is none. Where equations integrate, a segment begins with
     * an unknown constant, which is filtered into another one and taken off with the mean (Frisch and Waugh, Econometrica 1, 1933).
     */
    double[] whitened(double[] at) {
        double[][] residual = residual(at);
        double[] all = new double[noise.length * windows.count()];
        for (int s = 0; s < noise.length; s++) {
            double[] white = noise[s].whiten(residual[s], windows);
            if (integrated(s) && noise[s].passesConstants()) {
                windows.centre(white);
            }
            for (int w = 0; w < white.length; w++) {
                all[s * white.length + w] = Double.isNaN(white[w]) ? 0 : white[w];
            }
        }
        return all;
    }

    /** Derivatives of {@link #whitened} by each parameter, in units of its step; columns first. */
    double[][] sensitivity(double[] at) {
        double[][] columns = new double[parameters.size()][];
        for (int p = 0; p < columns.length; p++) {
            double[] moved = at.clone();
            moved[p] = at[p] + parameters.get(p).step();
            double[] column = whitened(moved);
            moved[p] = at[p] - parameters.get(p).step();
            double[] below = whitened(moved);
            for (int i = 0; i < column.length; i++) {
                column[i] = (column[i] - below[i]) / 2;
            }
            columns[p] = column;
        }
        return columns;
    }

    private double[] search() {
        double[] start = new double[theta.length];
        Arrays.setAll(start, p -> theta[p] / parameters.get(p).step());
        ConvergenceChecker<Evaluation> never = (iteration, before, after) -> false;
        LeastSquaresProblem problem = LeastSquaresFactory.create(
                point -> evaluate(point),
                new ArrayRealVector(noise.length * windows.count()),
                new ArrayRealVector(start),
                null,
                never,
                10 * ITERATIONS,
                ITERATIONS,
                false,
                this::within);
        leastCost = Double.POSITIVE_INFINITY;
        try {
            new LevenbergMarquardtOptimizer()
                    .withCostRelativeTolerance(TOLERANCE)
                    .withParameterRelativeTolerance(TOLERANCE)
                    .optimize(problem);
        } catch (MathIllegalStateException outOfIterations) {
            return best; // along what the recording leaves open it would wander for ever
        }
        return best;
    }

    private Pair<RealVector, RealMatrix> evaluate(RealVector point) {
        double[] at = scaled(within(point));
        RealVector white = new ArrayRealVector(whitened(at), false);
        if (white.getNorm() < leastCost) {
            leastCost = white.getNorm();
            best = at;
        }
        double[][] columns = sensitivity(at);
        return new Pair<>(white, new Array2DRowRealMatrix(columns, false).transpose());
    }

    private RealVector within(RealVector point) {
        RealVector inside = point.copy();
        for (int p = 0; p < theta.length; p++) {
            Parameter parameter = parameters.get(p);
            double value = point.getEntry(p) * parameter.step();
            inside.setEntry(p, Math.clamp(value, parameter.least(), parameter.greatest()) / parameter.step());
        }
        return inside;
    }

    private double[] scaled(RealVector point) {
        double[] at = new double[theta.length];
        Arrays.setAll(at, p -> point.getEntry(p) * parameters.get(p).step());
        return at;
    }
}
