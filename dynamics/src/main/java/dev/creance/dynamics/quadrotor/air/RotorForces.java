package dev.creance.dynamics.quadrotor.air;

import static dev.creance.dynamics.quadrotor.QuadrotorState.ORIENTATION;
import static dev.creance.dynamics.quadrotor.QuadrotorState.POSITION;
import static dev.creance.dynamics.quadrotor.QuadrotorState.ROTOR;

import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.runtime.HotPath;

/** What single rotors add to force and torque, in body axes, and where they are. */
@HotPath
final class RotorForces {
    private final double[][] positionM;
    private final double[][] thrustDirection;
    private final double[][] torqueDirection;
    private final double[][] coefficients;
    private final double[] torqueConstantM;
    private final double hoverN;

    RotorForces(QuadrotorParameters parameters) {
        positionM = parameters.rotorPositionM();
        thrustDirection = parameters.thrustDirection();
        torqueDirection = parameters.torqueDirection();
        coefficients = parameters.thrustCoefficients();
        torqueConstantM = parameters.torqueConstantM();
        hoverN = -parameters.massKg() * parameters.gravityMPerS2()[2] / parameters.rotors();
    }

    int rotors() {
        return positionM.length;
    }

    /** What an undisturbed rotor gives in this state. */
    double thrustN(double[] x, int rotor) {
        double[] c = coefficients[rotor];
        double s = x[ROTOR + rotor];
        return c[0] + s * (c[1] + s * c[2]);
    }

    /** The rotors' mean speed over that in hover, for thrust goes with its square. */
    double speedRatio(double[] x) {
        double sum = 0;
        for (int i = 0; i < rotors(); i++) {
            sum += Math.sqrt(Math.max(0, thrustN(x, i)) / hoverN);
        }
        return sum / rotors();
    }

    /** Height of a rotor's hub over z = 0. */
    double heightM(double[] x, int rotor) {
        double q0 = x[ORIENTATION];
        double q1 = x[ORIENTATION + 1];
        double q2 = x[ORIENTATION + 2];
        double q3 = x[ORIENTATION + 3];
        double[] r = positionM[rotor];
        return x[POSITION + 2]
                + 2 * (q1 * q3 - q0 * q2) * r[0]
                + 2 * (q2 * q3 + q0 * q1) * r[1]
                + (1 - 2 * (q1 * q1 + q2 * q2)) * r[2];
    }

    /**
     * Adds a thrust of one rotor, and the moment that comes with another one.
     *
     * @param thrustN along its thrust direction
     * @param dragN whose moment about the torque direction the rotor feels too
     */
    void add(int rotor, double thrustN, double dragN, double[] bodyForceN, double[] torqueNm) {
        double[] r = positionM[rotor];
        double[] d = thrustDirection[rotor];
        double[] e = torqueDirection[rotor];
        double fx = d[0] * thrustN;
        double fy = d[1] * thrustN;
        double fz = d[2] * thrustN;
        double moment = dragN * torqueConstantM[rotor];
        bodyForceN[0] += fx;
        bodyForceN[1] += fy;
        bodyForceN[2] += fz;
        torqueNm[0] += e[0] * moment + r[1] * fz - r[2] * fy;
        torqueNm[1] += e[1] * moment + r[2] * fx - r[0] * fz;
        torqueNm[2] += e[2] * moment + r[0] * fy - r[1] * fx;
    }
}
