package dev.creance.sim.batch;

import static dev.creance.dynamics.quadrotor.QuadrotorState.ROTOR;

import dev.creance.dynamics.quadrotor.QuadrotorParameters;

/** Where numbers of a quadrotor stand in the memories of a batch. The state comes first, at the offsets of its own class. */
final class QuadrotorRows {
    static final int ROTORS = 4;
    static final int STATES = ROTOR + ROTORS;

    /** Per environment, behind the state. */
    static final int SET_POINT = STATES;

    static final int FORCE = SET_POINT + ROTORS;
    static final int TORQUE = FORCE + 3;
    static final int ROWS = TORQUE + 3;

    /** Between passes: the state at the next stage, what the step has come to so far, and thrust and torque. */
    static final int NEXT = 0;

    static final int SUM = STATES;
    static final int THRUST = 2 * STATES;
    static final int MOMENT = THRUST + 3;
    static final int WORK_ROWS = MOMENT + 3;

    /** Constants: per rotor c0, c1, c2, thrust per newton (3), torque per newton (3), 1/rising, 1/falling. */
    static final int COEFFICIENTS = 0;

    static final int DIRECTION = 3;
    static final int LEVER = 6;
    static final int RISING = 9;
    static final int FALLING = 10;
    static final int PER_ROTOR = 11;

    /** Constants of the vehicle. */
    static final int INERTIA = ROTORS * PER_ROTOR;

    static final int INVERSE = INERTIA + 9;
    static final int GRAVITY = INVERSE + 9;
    static final int PER_MASS = GRAVITY + 3;
    static final int ROTOR_MIN = PER_MASS + 1;
    static final int ROTOR_MAX = ROTOR_MIN + 1;
    static final int TWO = ROTOR_MAX + 1;

    /** Constants of the step: per kind of stage, how far the next one lies, and what this one weighs. */
    static final int FIRST_STAGE = TWO + 1;

    static final int MIDDLE_STAGE = FIRST_STAGE + 2;
    static final int THIRD_STAGE = MIDDLE_STAGE + 2;
    static final int LAST_STAGE = THIRD_STAGE + 2;
    static final int CONSTANTS = LAST_STAGE + 2;

    private QuadrotorRows() {}

    static double[] constants(QuadrotorParameters p) {
        double[] all = new double[CONSTANTS];
        for (int i = 0; i < ROTORS; i++) {
            rotor(p, i, all, i * PER_ROTOR);
        }
        System.arraycopy(p.inertiaKgM2(), 0, all, INERTIA, 9);
        System.arraycopy(p.inertiaInverse(), 0, all, INVERSE, 9);
        System.arraycopy(p.gravityMPerS2(), 0, all, GRAVITY, 3);
        all[PER_MASS] = 1 / p.massKg();
        all[ROTOR_MIN] = p.rotorMin();
        all[ROTOR_MAX] = p.rotorMax();
        all[TWO] = 2;
        return all;
    }

    private static void rotor(QuadrotorParameters p, int i, double[] all, int at) {
        double[] r = p.rotorPositionM()[i];
        double[] d = p.thrustDirection()[i];
        double[] e = p.torqueDirection()[i];
        double k = p.torqueConstantM()[i];
        System.arraycopy(p.thrustCoefficients()[i], 0, all, at + COEFFICIENTS, 3);
        System.arraycopy(d, 0, all, at + DIRECTION, 3);
        all[at + LEVER] = k * e[0] + (r[1] * d[2] - r[2] * d[1]);
        all[at + LEVER + 1] = k * e[1] + (r[2] * d[0] - r[0] * d[2]);
        all[at + LEVER + 2] = k * e[2] + (r[0] * d[1] - r[1] * d[0]);
        all[at + RISING] = 1 / p.risingTimeS()[i];
        all[at + FALLING] = 1 / p.fallingTimeS()[i];
    }
}
