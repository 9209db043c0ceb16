package dev.creance.sim.ode;

import dev.creance.runtime.HotPath;

/** The explicit Euler method with a fixed number of sub-steps. */
public final class Euler implements Solver {
    private final int subSteps;
    private final boolean startsAtEnd;
    private final double[] rate;

    /** @param size of the state */
    public Euler(int subSteps, int size) {
        this(subSteps, size, false);
    }

    private Euler(int subSteps, int size, boolean startsAtEnd) {
        this.subSteps = subSteps;
        this.startsAtEnd = startsAtEnd;
        rate = new double[size];
    }

    /**
     * As gym-electric-motor 3.0.2 does it: with several sub-steps it takes the first to begin one of them after the end of the
     * step, which shows where the equations depend on time.
     */
    public static Euler asGymElectricMotor(int subSteps, int size) {
        return new Euler(subSteps, size, subSteps > 1);
    }

    @Override
    @HotPath
    public void advance(Ode ode, double timeS, double dtS, double[] x) {
        double subS = dtS / subSteps;
        double startS = startsAtEnd ? timeS + dtS + subS : timeS;
        for (int step = 0; step < subSteps; step++) {
            ode.derivative(startS + step * subS, x, rate);
            for (int i = 0; i < rate.length; i++) {
                x[i] += subS * rate[i];
            }
        }
    }
}
