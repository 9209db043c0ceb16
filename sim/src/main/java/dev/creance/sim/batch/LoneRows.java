package dev.creance.sim.batch;

import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.runtime.HotPath;

/** Where numbers of a batch of one quadrotor stand in its one array, rows of four; and the constants among them. */
final class LoneRows {
    // rows of the state and of what acts on it, of the states at the next stages in turn, and of what the step has come
    // to so far
    static final int P = 0;
    static final int Q = 4;
    static final int V = 8;
    static final int W = 12;
    static final int S = 16;
    static final int SET_POINT = 20;
    static final int FORCE = 24;
    static final int TORQUE = 28;
    static final int NEXT = 32;
    static final int AFTER = 52;
    static final int SUM = 72;

    // thrust of each rotor, and of all
    static final int MAGNITUDE = 92;
    static final int THRUST = 96;

    // constants: per rotor, of the vehicle, and thrust and torque of each rotor
    static final int C0 = 100;
    static final int C1 = 104;
    static final int C2 = 108;
    static final int RISING = 112;
    static final int FALLING = 116;
    static final int INERTIA = 120;
    static final int INVERSE = 132;
    static final int GRAVITY = 144;
    static final int DIRECTION = 152;
    static final int LEVER = 168;
    static final int PER_MASS = 184;
    static final int ROTOR_MIN = 188;
    static final int ROTOR_MAX = 192;
    private static final int SIZE = 196;

    /** Where the numbers of {@link QuadrotorRows} stand. */
    private static final int[] PLACES = {
        P,
        P + 1,
        P + 2,
        Q,
        Q + 1,
        Q + 2,
        Q + 3,
        V,
        V + 1,
        V + 2,
        W,
        W + 1,
        W + 2,
        S,
        S + 1,
        S + 2,
        S + 3,
        SET_POINT,
        SET_POINT + 1,
        SET_POINT + 2,
        SET_POINT + 3,
        FORCE,
        FORCE + 1,
        FORCE + 2,
        TORQUE,
        TORQUE + 1,
        TORQUE + 2
    };

    private LoneRows() {}

    /** Where a number of {@link QuadrotorRows} stands. */
    @HotPath
    static int place(int row) {
        return PLACES[row];
    }

    /** The constants, and 0 elsewhere. */
    static double[] of(QuadrotorParameters parameters) {
        double[] m = new double[SIZE];
        double[] c = QuadrotorRows.constants(parameters);
        for (int i = 0; i < 4; i++) {
            int r = i * QuadrotorRows.PER_ROTOR;
            m[C0 + i] = c[r];
            m[C1 + i] = c[r + 1];
            m[C2 + i] = c[r + 2];
            m[RISING + i] = c[r + QuadrotorRows.RISING];
            m[FALLING + i] = c[r + QuadrotorRows.FALLING];
            m[PER_MASS + i] = c[QuadrotorRows.PER_MASS];
            m[ROTOR_MIN + i] = c[QuadrotorRows.ROTOR_MIN];
            m[ROTOR_MAX + i] = c[QuadrotorRows.ROTOR_MAX];
            for (int axis = 0; axis < 3; axis++) {
                m[DIRECTION + 4 * i + axis] = c[r + QuadrotorRows.DIRECTION + axis];
                m[LEVER + 4 * i + axis] = c[r + QuadrotorRows.LEVER + axis];
            }
        }
        for (int row = 0; row < 3; row++) {
            m[GRAVITY + row] = c[QuadrotorRows.GRAVITY + row];
            for (int column = 0; column < 3; column++) {
                m[INERTIA + 4 * column + row] = c[QuadrotorRows.INERTIA + 3 * row + column];
                m[INVERSE + 4 * column + row] = c[QuadrotorRows.INVERSE + 3 * row + column];
            }
        }
        return m;
    }
}
