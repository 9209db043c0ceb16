package dev.creance.sim.ode;

import dev.creance.runtime.HotPath;

/**
 * The embedded Runge-Kutta pair of orders 5 and 4 with adaptive sub-steps, for reference solutions (Dormand and Prince, J.
 * Comput. Appl. Math. 6, 1980; step control as in Hairer, Nørsett and Wanner, Solving ODEs I, II.4). A sub-step is never less
 * than a millionth of the whole, so that a jump in the equations is passed and not only approached.
 */
public final class DormandPrince implements Solver {
    private static final int STAGES = 7;
    private static final double[] NODE = {0, 1.0 / 5, 3.0 / 10, 4.0 / 5, 8.0 / 9, 1, 1};
    private static final double[][] WEIGHT = {
        {},
        {1.0 / 5},
        {3.0 / 40, 9.0 / 40},
        {44.0 / 45, -56.0 / 15, 32.0 / 9},
        {19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729},
        {9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656},
        {35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84}
    };
    /** The fifth order's weights less the fourth's. */
    private static final double[] ERROR = {
        71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525, -1.0 / 40
    };

    private static final double SAFETY = 0.9;
    private static final double LEAST_CHANGE = 0.2;
    private static final double GREATEST_CHANGE = 5;
    private static final double LEAST_SHARE = 1e-6;

    private final double relative;
    private final double absolute;
    private final double[][] k;
    private final double[] stage;

    /**
     * @param relative tolerance of one sub-step
     * @param absolute tolerance of one sub-step, in the units of the state
     * @param size of the state
     */
    public DormandPrince(double relative, double absolute, int size) {
        this.relative = relative;
        this.absolute = absolute;
        k = new double[STAGES][size];
        stage = new double[size];
    }

    @Override
    @HotPath
    public void advance(Ode ode, double timeS, double dtS, double[] x) {
        double passed = 0;
        double stepS = dtS;
        ode.derivative(timeS, x, k[0]);
        while (passed < dtS) {
            boolean last = stepS >= dtS - passed;
            double tryS = last ? dtS - passed : stepS;
            double error = attempt(ode, timeS + passed, tryS, x);
            if (!(error > 1) || tryS <= LEAST_SHARE * dtS) {
                passed = last ? dtS : passed + tryS;
                System.arraycopy(stage, 0, x, 0, stage.length);
                System.arraycopy(k[STAGES - 1], 0, k[0], 0, stage.length);
            }
            stepS = tryS * change(error);
        }
    }

    /** Takes a step to {@link #stage}; its error over the tolerance. */
    private double attempt(Ode ode, double timeS, double dtS, double[] x) {
        for (int s = 1; s < STAGES; s++) {
            for (int i = 0; i < stage.length; i++) {
                double sum = 0;
                for (int j = 0; j < s; j++) {
                    sum += WEIGHT[s][j] * k[j][i];
                }
                stage[i] = x[i] + dtS * sum;
            }
            ode.derivative(timeS + NODE[s] * dtS, stage, k[s]);
        }
        double worst = 0;
        for (int i = 0; i < stage.length; i++) {
            double sum = 0;
            for (int j = 0; j < STAGES; j++) {
                sum += ERROR[j] * k[j][i];
            }
            double scale = absolute + relative * Math.max(Math.abs(x[i]), Math.abs(stage[i]));
            worst = Math.max(worst, Math.abs(dtS * sum) / scale);
        }
        return worst;
    }

    /** Of the sub-step; a fourth root instead of a fifth, which all machines round alike. An error that is NaN passes. */
    private static double change(double error) {
        double wanted = SAFETY / Math.sqrt(Math.sqrt(error));
        return error > 1 ? Math.max(wanted, LEAST_CHANGE) : wanted < GREATEST_CHANGE ? wanted : GREATEST_CHANGE;
    }
}
