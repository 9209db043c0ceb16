package dev.creance.dynamics.quadrotor;

import static dev.creance.dynamics.quadrotor.QuadrotorState.ORIENTATION;
import static dev.creance.dynamics.quadrotor.QuadrotorState.ROTOR;

import dev.creance.runtime.HotPath;

/** One classic Runge-Kutta step of {@link QuadrotorEquations}, the quaternion normalised and the rotors clamped after it. */
final class QuadrotorStep {
    private final QuadrotorEquations equations;
    private final double rotorMin;
    private final double rotorMax;
    private final double[] k1;
    private final double[] k2;
    private final double[] k3;
    private final double[] k4;
    private final double[] stage;

    QuadrotorStep(QuadrotorEquations equations) {
        this.equations = equations;
        QuadrotorParameters parameters = equations.parameters;
        rotorMin = parameters.rotorMin();
        rotorMax = parameters.rotorMax();
        int size = ROTOR + parameters.rotors();
        k1 = new double[size];
        k2 = new double[size];
        k3 = new double[size];
        k4 = new double[size];
        stage = new double[size];
    }

    /** From normalised throttles. */
    @HotPath
    void setPoints(double[] throttle, double[] out) {
        for (int i = 0; i < out.length; i++) {
            double u = throttle[i];
            out[i] = rotorMin + (u >= 0 ? (u <= 1 ? u : 1) : 0) * (rotorMax - rotorMin);
        }
    }

    /** @param x the state, which is advanced */
    @HotPath
    void advance(double[] x, double[] setPoint, QuadrotorLoads loads, double dtS) {
        equations.derivative(x, setPoint, loads, k1);
        along(x, k1, dtS / 2);
        equations.derivative(stage, setPoint, loads, k2);
        along(x, k2, dtS / 2);
        equations.derivative(stage, setPoint, loads, k3);
        along(x, k3, dtS);
        equations.derivative(stage, setPoint, loads, k4);
        for (int i = 0; i < x.length; i++) {
            x[i] += (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]) * (dtS / 6);
        }
        normalise(x);
        for (int i = ROTOR; i < x.length; i++) {
            double s = x[i];
            x[i] = s >= rotorMin ? (s <= rotorMax ? s : rotorMax) : rotorMin;
        }
    }

    private void along(double[] x, double[] rate, double dtS) {
        for (int i = 0; i < x.length; i++) {
            stage[i] = x[i] + dtS * rate[i];
        }
    }

    private static void normalise(double[] x) {
        double q0 = x[ORIENTATION];
        double q1 = x[ORIENTATION + 1];
        double q2 = x[ORIENTATION + 2];
        double q3 = x[ORIENTATION + 3];
        double length = Math.sqrt(q0 * q0 + q1 * q1 + q2 * q2 + q3 * q3);
        x[ORIENTATION] = q0 / length;
        x[ORIENTATION + 1] = q1 / length;
        x[ORIENTATION + 2] = q2 / length;
        x[ORIENTATION + 3] = q3 / length;
    }
}
