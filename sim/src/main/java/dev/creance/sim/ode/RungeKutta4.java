package dev.creance.sim.ode;

import dev.creance.runtime.HotPath;

/** The classic Runge-Kutta method of fourth order with a fixed number of sub-steps. */
public final class RungeKutta4 implements Solver {
    private final int subSteps;
    private final double[] k1;
    private final double[] k2;
    private final double[] k3;
    private final double[] k4;
    private final double[] stage;

    /** @param size of the state */
    public RungeKutta4(int subSteps, int size) {
        this.subSteps = subSteps;
        k1 = new double[size];
        k2 = new double[size];
        k3 = new double[size];
        k4 = new double[size];
        stage = new double[size];
    }

    @Override
    @HotPath
    public void advance(Ode ode, double timeS, double dtS, double[] x) {
        double subS = dtS / subSteps;
        for (int step = 0; step < subSteps; step++) {
            subStep(ode, timeS + step * subS, subS, x);
        }
    }

    private void subStep(Ode ode, double timeS, double dtS, double[] x) {
        ode.derivative(timeS, x, k1);
        towards(x, k1, dtS / 2);
        ode.derivative(timeS + dtS / 2, stage, k2);
        towards(x, k2, dtS / 2);
        ode.derivative(timeS + dtS / 2, stage, k3);
        towards(x, k3, dtS);
        ode.derivative(timeS + dtS, stage, k4);
        for (int i = 0; i < stage.length; i++) {
            x[i] += (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]) * (dtS / 6);
        }
    }

    private void towards(double[] x, double[] rate, double dtS) {
        for (int i = 0; i < stage.length; i++) {
            stage[i] = x[i] + dtS * rate[i];
        }
    }
}
