package dev.creance.sim.batch;

import dev.creance.dynamics.drive.Load;
import dev.creance.dynamics.drive.PermanentMagnetSynchronous;

/** Where numbers of a drive stand in the memories of a batch. */
final class PmsmRows {
    /** Per environment. */
    static final int OMEGA = 0;

    static final int DIRECT = 1;
    static final int QUADRATURE = 2;
    static final int ANGLE = 3;
    static final int STATES = 4;

    /** Voltage in the stator's axes, and in the rotor's. */
    static final int ALPHA = 4;

    static final int HELD = 6;
    static final int ROWS = 8;

    /** Between passes: the state at the next stage, what the sub-step has come to so far, and what one pass computes for another. */
    static final int SUM = STATES;

    static final int ELECTRICAL = 2 * STATES;
    static final int SINE_OF = ELECTRICAL + 1;
    static final int COSINE_OF = SINE_OF + 1;
    static final int QUARTERS = COSINE_OF + 1;
    static final int WORK_ROWS = QUARTERS + 1;

    /** Constants. */
    static final int POLE_PAIRS = 0;

    static final int MINUS_RESISTANCE = 1;
    static final int INDUCTANCE = 2;
    static final int PER_INDUCTANCE = 4;
    static final int FLUX = 6;
    static final int TORQUE = 7;
    static final int PER_INERTIA = 9;
    static final int QUADRATIC = 10;
    static final int VISCOUS = 11;
    static final int STEEP = 12;
    static final int COULOMB = 13;
    static final int ROUND = 15;
    static final int PER_QUARTER = 16;
    static final int QUARTER = 17;
    static final int PER_TURN = 19;
    static final int TURN = 20;
    static final int ONE = 22;
    static final int HALF = 23;
    static final int QUARTER_OF = 24;
    static final int MINUS_FOUR = 25;
    static final int SINE = 26;
    static final int TERMS = 8;
    static final int COSINE = SINE + TERMS;
    static final int FIRST_STAGE = COSINE + TERMS;
    static final int MIDDLE_STAGE = FIRST_STAGE + 2;
    static final int THIRD_STAGE = MIDDLE_STAGE + 2;
    static final int LAST_STAGE = THIRD_STAGE + 2;
    static final int CONSTANTS = LAST_STAGE + 2;

    /** As Coulomb friction of {@link Load.Polynomial} has it. */
    private static final double STOPPING_S = 1e-3;

    /** π/2 minus its nearest double. */
    private static final double QUARTER_REST = 6.123233995736766e-17;

    private PmsmRows() {}

    static Rows constants(PermanentMagnetSynchronous m, Load.Polynomial load, Precision precision) {
        double[] all = new double[CONSTANTS];
        all[POLE_PAIRS] = m.polePairs();
        all[MINUS_RESISTANCE] = -m.resistanceOhm();
        all[INDUCTANCE] = m.directInductanceH();
        all[INDUCTANCE + 1] = m.quadratureInductanceH();
        all[PER_INDUCTANCE] = 1 / m.directInductanceH();
        all[PER_INDUCTANCE + 1] = 1 / m.quadratureInductanceH();
        all[FLUX] = m.fluxVs();
        all[TORQUE] = 1.5 * m.polePairs() * m.fluxVs();
        all[TORQUE + 1] = 1.5 * m.polePairs() * (m.directInductanceH() - m.quadratureInductanceH());
        all[PER_INERTIA] = 1 / load.inertiaKgM2();
        all[QUADRATIC] = load.quadraticNmS2();
        all[VISCOUS] = load.viscousNmS();
        all[STEEP] = load.inertiaKgM2() / STOPPING_S;
        all[COULOMB] = load.coulombNm();
        all[COULOMB + 1] = -load.coulombNm();
        angles(all, precision);
        return Rows.constants(precision, all);
    }

    /** Adding and subtracting {@code ROUND} rounds to whole numbers. */
    private static void angles(double[] all, Precision precision) {
        double quarter = precision == Precision.DOUBLE ? Math.PI / 2 : (float) (Math.PI / 2);
        double rest = precision == Precision.DOUBLE ? QUARTER_REST : Math.PI / 2 - quarter;
        all[ROUND] = precision == Precision.DOUBLE ? 0x1.8p52 : 0x1.8p23;
        all[PER_QUARTER] = 2 / Math.PI;
        all[QUARTER] = -quarter;
        all[QUARTER + 1] = -rest;
        all[PER_TURN] = 0.5 / Math.PI;
        all[TURN] = -4 * quarter;
        all[TURN + 1] = -4 * rest;
        all[ONE] = 1;
        all[HALF] = 0.5;
        all[QUARTER_OF] = 0.25;
        all[MINUS_FOUR] = -4;
        double factorial = 1;
        for (int power = 2; power <= 2 * TERMS + 1; power++) {
            factorial *= power;
            int term = TERMS - power / 2;
            double coefficient = (power / 2 % 2 == 0 ? 1 : -1) / factorial;
            all[(power % 2 == 0 ? COSINE : SINE) + term] = coefficient;
        }
    }
}
