package dev.creance.dynamics.drive.identify;

import dev.creance.dynamics.drive.Machine;

/** A machine's currents under voltages in the axes of a recording while its shaft turns at a given speed; classic Runge-Kutta steps. */
final class WindingIntegrator {
    private final DriveAxes axes;
    private final double[] state;
    private final double[] stage;
    private final double[][] rate;
    private final double[] windingV;
    private Machine machine;
    private double resistanceFactor = 1;

    WindingIntegrator(Machine like, DriveAxes axes) {
        this.axes = axes;
        int n = like.states().size();
        state = new double[n];
        stage = new double[n];
        rate = new double[4][n];
        windingV = new double[like.windings()];
    }

    /** Goes on from these currents, in the axes of the equations. */
    void begin(Machine machine, double[] ampere) {
        this.machine = machine;
        System.arraycopy(ampere, 0, state, 1, ampere.length);
    }

    /** What holds until the next call. */
    void turn(double omegaRadPerS, double electricalRad, double resistanceFactor) {
        state[Machine.OMEGA] = omegaRadPerS;
        if (machine.angle() >= 0) {
            state[machine.angle()] = electricalRad;
        }
        this.resistanceFactor = resistanceFactor;
    }

    double current(int i) {
        return state[1 + i];
    }

    double torqueNm() {
        return machine.torqueNm(state);
    }

    void step(double[] voltage, double dtS) {
        derivative(state, voltage, rate[0]);
        for (int s = 1; s < 4; s++) {
            double share = s < 3 ? dtS / 2 : dtS;
            for (int i = 0; i < state.length; i++) {
                stage[i] = state[i] + share * rate[s - 1][i];
            }
            derivative(stage, voltage, rate[s]);
        }
        for (int i = 0; i < state.length; i++) {
            state[i] += dtS / 6 * (rate[0][i] + 2 * rate[1][i] + 2 * rate[2][i] + rate[3][i]);
        }
    }

    /** The speed's rate stays 0. */
    private void derivative(double[] x, double[] voltage, double[] rateOut) {
        axes.windings(machine, x, voltage, windingV);
        machine.derivative(x, windingV, resistanceFactor, rateOut);
    }
}
