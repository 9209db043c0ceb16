package dev.creance.dynamics.quadrotor;

import dev.creance.runtime.HotPath;

/** Where numbers of {@link VectorStep} stand in its one array, rows of four; and the constants among them. */
final class VectorRows {
    // rows of the state, of the state at the next stage, and of the weighted sum of rates
    static final int P = 0;
    static final int Q = 4;
    static final int V = 8;
    static final int W = 12;
    static final int S = 16;
    static final int NEXT = 20;
    static final int SUM = 40;

    // between the steps of one stage
    static final int MAGNITUDE = 60;
    static final int MOMENT = 64;
    static final int SQUARES = 68;

    // constants: per rotor, of the vehicle, and of each rotor in the orders of axes that products of vectors take them
    // in
    static final int C0 = 72;
    static final int C1 = 76;
    static final int C2 = 80;
    static final int TORQUE_CONSTANT = 84;
    static final int RISING = 88;
    static final int FALLING = 92;
    static final int ROTOR_MIN = 96;
    static final int ROTOR_MAX = 100;
    static final int ROTOR_RANGE = 104;
    static final int GRAVITY = 108;
    static final int MASS = 112;
    static final int INERTIA = 116;
    static final int INVERSE = 128;
    static final int SIGN = 140;
    static final int EACH_ROTOR = 144;
    static final int DIRECTION = 0;
    static final int DIRECTION_YZX = 4;
    static final int DIRECTION_ZXY = 8;
    static final int TORQUE_DIRECTION = 12;
    static final int POSITION_YZX = 16;
    static final int POSITION_ZXY = 20;
    static final int PER_ROTOR = 24;

    private VectorRows() {}

    static double[] of(QuadrotorEquations equations) {
        QuadrotorParameters p = equations.parameters;
        double[] m = new double[EACH_ROTOR + VectorStep.ROTORS * PER_ROTOR];
        for (int i = 0; i < VectorStep.ROTORS; i++) {
            System.arraycopy(rotor(Rotor.of(p, i)), 0, m, EACH_ROTOR + i * PER_ROTOR, PER_ROTOR);
            m[C0 + i] = p.thrustCoefficients()[i][0];
            m[C1 + i] = p.thrustCoefficients()[i][1];
            m[C2 + i] = p.thrustCoefficients()[i][2];
            m[TORQUE_CONSTANT + i] = p.torqueConstantM()[i];
            m[RISING + i] = p.risingTimeS()[i];
            m[FALLING + i] = p.fallingTimeS()[i];
            m[ROTOR_MIN + i] = p.rotorMin();
            m[ROTOR_MAX + i] = p.rotorMax();
            m[ROTOR_RANGE + i] = p.rotorMax() - p.rotorMin();
            m[SIGN + i] = i == 0 ? -1 : 1;
        }
        System.arraycopy(p.gravityMPerS2(), 0, m, GRAVITY, 3);
        rescale(equations, m);
        return m;
    }

    private static double[] rotor(Rotor r) {
        return new double[] {
            r.directionX(), r.directionY(), r.directionZ(), 0,
            r.directionY(), r.directionZ(), r.directionX(), 0,
            r.directionZ(), r.directionX(), r.directionY(), 0,
            r.torqueX(), r.torqueY(), r.torqueZ(), 0,
            r.positionY(), r.positionZ(), r.positionX(), 0,
            r.positionZ(), r.positionX(), r.positionY(), 0
        };
    }

    /** Mass and inertia as they are now. */
    @HotPath
    static void rescale(QuadrotorEquations equations, double[] m) {
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                m[INERTIA + 4 * column + row] = equations.inertia[3 * row + column];
                m[INVERSE + 4 * column + row] = equations.inertiaInverse[3 * row + column];
            }
        }
        for (int i = 0; i < 4; i++) {
            m[MASS + i] = equations.massKg;
        }
    }
}
