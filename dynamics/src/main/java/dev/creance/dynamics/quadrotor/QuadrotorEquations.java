package dev.creance.dynamics.quadrotor;

import static dev.creance.dynamics.quadrotor.QuadrotorState.BODY_RATE;
import static dev.creance.dynamics.quadrotor.QuadrotorState.ORIENTATION;
import static dev.creance.dynamics.quadrotor.QuadrotorState.POSITION;
import static dev.creance.dynamics.quadrotor.QuadrotorState.ROTOR;
import static dev.creance.dynamics.quadrotor.QuadrotorState.VELOCITY;

import dev.creance.runtime.HotPath;

/**
 * What {@link QuadrotorDynamics} integrates: the time derivative of the state. Allocation-free after construction; not thread-safe.
 */
final class QuadrotorEquations {
    final QuadrotorParameters parameters;
    final double[] inertia;
    final double[] inertiaInverse;
    double massKg;

    private final int rotors;
    private final double[] gravity;
    private final Rotor[] rotor;
    private final double[] thrust = new double[3];
    private final double[] torque = new double[3];
    private final double[] forceN = new double[3];
    private final double[] torqueNm = new double[3];

    QuadrotorEquations(QuadrotorParameters parameters) {
        this.parameters = parameters;
        rotors = parameters.rotors();
        massKg = parameters.massKg();
        gravity = parameters.gravityMPerS2().clone();
        inertia = parameters.inertiaKgM2().clone();
        inertiaInverse = parameters.inertiaInverse().clone();
        rotor = new Rotor[rotors];
        for (int i = 0; i < rotors; i++) {
            rotor[i] = Rotor.of(parameters, i);
        }
    }

    /** Makes the vehicle heavier and slower to turn from now on, over what its parameters say. */
    @HotPath
    void scale(double massFactor, double inertiaFactor) {
        massKg = massFactor * parameters.massKg();
        for (int i = 0; i < inertia.length; i++) {
            inertia[i] = inertiaFactor * parameters.inertiaKgM2()[i];
            inertiaInverse[i] = parameters.inertiaInverse()[i] / inertiaFactor;
        }
    }

    /**
     * Time derivative of the state.
     *
     * @param setPoint rotor set points, in the unit of the rotor states
     */
    @HotPath
    void derivative(double[] x, double[] setPoint, QuadrotorLoads loads, double[] out) {
        sumRotors(x);
        loads.evaluate(x, forceN, torqueNm);
        out[POSITION] = x[VELOCITY];
        out[POSITION + 1] = x[VELOCITY + 1];
        out[POSITION + 2] = x[VELOCITY + 2];
        orientationRate(x, out);
        acceleration(x, out);
        angularAcceleration(x, out);
        for (int i = 0; i < rotors; i++) {
            double s = x[ROTOR + i];
            double timeS = setPoint[i] >= s ? rotor[i].risingS() : rotor[i].fallingS();
            out[ROTOR + i] = (setPoint[i] - s) / timeS;
        }
    }

    private void sumRotors(double[] x) {
        double fx = 0;
        double fy = 0;
        double fz = 0;
        double mx = 0;
        double my = 0;
        double mz = 0;
        for (int i = 0; i < rotors; i++) {
            Rotor r = rotor[i];
            double s = x[ROTOR + i];
            double magnitude = r.c0() + r.c1() * s + r.c2() * s * s;
            double ax = r.directionX() * magnitude;
            double ay = r.directionY() * magnitude;
            double az = r.directionZ() * magnitude;
            double moment = magnitude * r.torqueConstantM();
            fx += ax;
            fy += ay;
            fz += az;
            mx += r.torqueX() * moment + (r.positionY() * az - r.positionZ() * ay);
            my += r.torqueY() * moment + (r.positionZ() * ax - r.positionX() * az);
            mz += r.torqueZ() * moment + (r.positionX() * ay - r.positionY() * ax);
        }
        thrust[0] = fx;
        thrust[1] = fy;
        thrust[2] = fz;
        torque[0] = mx;
        torque[1] = my;
        torque[2] = mz;
    }

    private static void orientationRate(double[] x, double[] out) {
        double q0 = x[ORIENTATION];
        double q1 = x[ORIENTATION + 1];
        double q2 = x[ORIENTATION + 2];
        double q3 = x[ORIENTATION + 3];
        double wx = x[BODY_RATE];
        double wy = x[BODY_RATE + 1];
        double wz = x[BODY_RATE + 2];
        out[ORIENTATION] = 0.5 * (-q1 * wx - q2 * wy - q3 * wz);
        out[ORIENTATION + 1] = 0.5 * (q0 * wx + q2 * wz - q3 * wy);
        out[ORIENTATION + 2] = 0.5 * (q0 * wy + q3 * wx - q1 * wz);
        out[ORIENTATION + 3] = 0.5 * (q0 * wz + q1 * wy - q2 * wx);
    }

    // R(q) a = a + 2 q0 (qv × a) + 2 qv × (qv × a): exact for a unit quaternion, and what the originals compute for
    // others.
    private void acceleration(double[] x, double[] out) {
        double q0 = x[ORIENTATION];
        double q1 = x[ORIENTATION + 1];
        double q2 = x[ORIENTATION + 2];
        double q3 = x[ORIENTATION + 3];
        double cx = q2 * thrust[2] - q3 * thrust[1];
        double cy = q3 * thrust[0] - q1 * thrust[2];
        double cz = q1 * thrust[1] - q2 * thrust[0];
        double ax = thrust[0] + 2 * (q0 * cx + (q2 * cz - q3 * cy));
        double ay = thrust[1] + 2 * (q0 * cy + (q3 * cx - q1 * cz));
        double az = thrust[2] + 2 * (q0 * cz + (q1 * cy - q2 * cx));
        out[VELOCITY] = ax / massKg + gravity[0] + forceN[0] / massKg;
        out[VELOCITY + 1] = ay / massKg + gravity[1] + forceN[1] / massKg;
        out[VELOCITY + 2] = az / massKg + gravity[2] + forceN[2] / massKg;
    }

    private void angularAcceleration(double[] x, double[] out) {
        double wx = x[BODY_RATE];
        double wy = x[BODY_RATE + 1];
        double wz = x[BODY_RATE + 2];
        double[] j = inertia;
        double hx = j[0] * wx + j[1] * wy + j[2] * wz;
        double hy = j[3] * wx + j[4] * wy + j[5] * wz;
        double hz = j[6] * wx + j[7] * wy + j[8] * wz;
        double tx = torque[0] - (wy * hz - wz * hy) + torqueNm[0];
        double ty = torque[1] - (wz * hx - wx * hz) + torqueNm[1];
        double tz = torque[2] - (wx * hy - wy * hx) + torqueNm[2];
        double[] i = inertiaInverse;
        out[BODY_RATE] = i[0] * tx + i[1] * ty + i[2] * tz;
        out[BODY_RATE + 1] = i[3] * tx + i[4] * ty + i[5] * tz;
        out[BODY_RATE + 2] = i[6] * tx + i[7] * ty + i[8] * tz;
    }
}
