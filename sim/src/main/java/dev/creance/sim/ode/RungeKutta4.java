package dev.creance.sim.ode;

import dev.creance.runtime.HotPath;

/** The classic Runge-Kutta method of fourth order with a fixed number of sub-steps. */
public final class RungeKutta4 implements Solver {
    private final int subSteps;
    private final Watcher watcher;
    private final double[] k1;
    private final double[] k2;
    private final double[] k3;
    private final double[] k4;
    private final double[] stage;

    /** Sees every sub-step. */
    @FunctionalInterface
    public interface Watcher {
        /** For nobody. */
        Watcher NONE = x -> {};

        /** @param x the state at the end of the sub-step; not to be changed */
        @HotPath
        void stepped(double[] x);
    }

    /** @param size of the state */
    public RungeKutta4(int subSteps, int size) {
        this(subSteps, size, Watcher.NONE);
    }

    /** @param size of the state */
    public RungeKutta4(int subSteps, int size, Watcher watcher) {
        this.subSteps = subSteps;
        this.watcher = watcher;
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
            watcher.stepped(x);
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
