package dev.creance.safety.drive;

import dev.creance.runtime.HotPath;

/**
 * How the currents go under a steady voltage vector, at a steady speed: the machine's equations are linear then, and one step of
 * them is
 *
 * <pre>
 * i' = A i + B v + e        A = (−R/L_d  ωL_q/L_d; −ωL_d/L_q  −R/L_q)    B = diag(1/L_d, 1/L_q)    e = (0, −ωψ/L_q)
 * i(h) = Φ i + S (B v + e)  S = h Σ (A h)^k / (k+1)!                     Φ = I + A S
 * </pre>
 *
 * The series ends at the sixth power, which leaves 1e-9 where ω h stays below 0.2. A tick is an even number of such steps.
 */
@HotPath
final class CurrentModel {
    private static final int TERMS = 6;

    private final RotorMachine machine;
    private final double stepS;
    private final int stepsPerTick;

    private double a11;
    private double a12;
    private double a21;
    private double a22;
    private double e2;

    // one step: Φ, S
    private final double[] step = new double[4];
    private final double[] gain = new double[4];

    // one tick: Φ, and S over it
    private final double[] tick = new double[4];
    private final double[] tickGain = new double[4];
    private double determinant;

    /** Written by {@link #advance}. */
    double nextDirectA;

    double nextQuadratureA;

    CurrentModel(RotorMachine machine, double tickS, int stepsPerTick) {
        this.machine = machine;
        this.stepsPerTick = stepsPerTick;
        this.stepS = tickS / stepsPerTick;
    }

    double stepS() {
        return stepS;
    }

    int stepsPerTick() {
        return stepsPerTick;
    }

    /** Takes up speed and resistance. */
    void at(double speedRadPerS, double resistanceOhm) {
        double electrical = machine.polePairs() * speedRadPerS;
        a11 = -resistanceOhm / machine.directH();
        a12 = electrical * machine.quadratureH() / machine.directH();
        a21 = -electrical * machine.directH() / machine.quadratureH();
        a22 = -resistanceOhm / machine.quadratureH();
        e2 = -electrical * machine.fluxVs() / machine.quadratureH();
        series();
        set(tick, 1, 0, 0, 1);
        set(tickGain, 0, 0, 0, 0);
        for (int i = 0; i < stepsPerTick; i++) {
            // S_{n+1} = Φ S_n + S
            multiplyAdd(step, tickGain, gain, tickGain);
            multiplyAdd(step, tick, null, tick);
        }
        determinant = tickGain[0] * tickGain[3] - tickGain[1] * tickGain[2];
    }

    private void series() {
        set(gain, 1, 0, 0, 1);
        for (int k = TERMS; k >= 2; k--) {
            double share = stepS / k;
            double g11 = 1 + share * (a11 * gain[0] + a12 * gain[2]);
            double g12 = share * (a11 * gain[1] + a12 * gain[3]);
            double g21 = share * (a21 * gain[0] + a22 * gain[2]);
            double g22 = 1 + share * (a21 * gain[1] + a22 * gain[3]);
            set(gain, g11, g12, g21, g22);
        }
        set(gain, stepS * gain[0], stepS * gain[1], stepS * gain[2], stepS * gain[3]);
        set(
                step,
                1 + a11 * gain[0] + a12 * gain[2],
                a11 * gain[1] + a12 * gain[3],
                a21 * gain[0] + a22 * gain[2],
                1 + a21 * gain[1] + a22 * gain[3]);
    }

    /** One step under a voltage. */
    void advance(double directA, double quadratureA, double directV, double quadratureV) {
        double d = directV / machine.directH();
        double q = quadratureV / machine.quadratureH() + e2;
        nextDirectA = step[0] * directA + step[1] * quadratureA + gain[0] * d + gain[1] * q;
        nextQuadratureA = step[2] * directA + step[3] * quadratureA + gain[2] * d + gain[3] * q;
    }

    /** The voltage along d that brings the currents to others by the end of the tick. */
    double directV(double directA, double quadratureA, double toDirectA, double toQuadratureA) {
        double d = toDirectA - tick[0] * directA - tick[1] * quadratureA - tickGain[1] * e2;
        double q = toQuadratureA - tick[2] * directA - tick[3] * quadratureA - tickGain[3] * e2;
        return machine.directH() * (tickGain[3] * d - tickGain[1] * q) / determinant;
    }

    /** ... and across it. */
    double quadratureV(double directA, double quadratureA, double toDirectA, double toQuadratureA) {
        double d = toDirectA - tick[0] * directA - tick[1] * quadratureA - tickGain[1] * e2;
        double q = toQuadratureA - tick[2] * directA - tick[3] * quadratureA - tickGain[3] * e2;
        return machine.quadratureH() * (tickGain[0] * q - tickGain[2] * d) / determinant;
    }

    private static void set(double[] matrix, double m11, double m12, double m21, double m22) {
        matrix[0] = m11;
        matrix[1] = m12;
        matrix[2] = m21;
        matrix[3] = m22;
    }

    /** out = left · right (+ more); out may be right. */
    private static void multiplyAdd(double[] left, double[] right, double[] more, double[] out) {
        double m11 = left[0] * right[0] + left[1] * right[2];
        double m12 = left[0] * right[1] + left[1] * right[3];
        double m21 = left[2] * right[0] + left[3] * right[2];
        double m22 = left[2] * right[1] + left[3] * right[3];
        double more1 = more == null ? 0 : 1;
        double[] add = more == null ? left : more;
        set(out, m11 + more1 * add[0], m12 + more1 * add[1], m21 + more1 * add[2], m22 + more1 * add[3]);
    }
}
