package dev.creance.safety.drive;

import dev.creance.dynamics.drive.DriveParameters;
import dev.creance.dynamics.drive.Machine;
import dev.creance.dynamics.drive.PermanentMagnetSynchronous;
import dev.creance.dynamics.drive.SynchronousMachine;
import dev.creance.dynamics.drive.SynchronousReluctance;
import dev.creance.runtime.property.Choices;

/**
 * A drive as it is: parameters anywhere within their tolerances, a voltage vector that stands still in the stator for each period of the
 * converter, turned ahead by half of it, and a shaft with friction. Classic Runge-Kutta steps of 12.5 µs.
 */
final class TrueDrive {
    static final double SUBSTEP_S = 12.5e-6;
    private static final int SUBSTEPS_PER_PERIOD = 5;

    final SynchronousMachine machine;
    final double inertiaKgM2;

    /** ω, i_d, i_q, ε. */
    final double[] state = new double[4];

    double supplyV;

    /** Of a link that takes what is fed in and gives it back, and is fed by a rectifier below its first voltage; infinite for none. */
    double capacitanceF = Double.POSITIVE_INFINITY;

    double windingK = 320;
    double inverterK = 310;
    double frictionNmS = 1e-3;
    double loadNm;
    double mostA;
    double mostRadPerS;
    double mostSupplyV;

    private final double rectifierV;
    private final double[] voltage = new double[2];
    private final double[][] rate = new double[4][4];
    private final double[] stage = new double[4];
    private int substep;

    TrueDrive(SynchronousMachine machine, double inertiaKgM2, double supplyV) {
        this.machine = machine;
        this.inertiaKgM2 = inertiaKgM2;
        this.supplyV = supplyV;
        rectifierV = supplyV;
    }

    static TrueDrive nominal(DriveParameters p, double supplyV) {
        return new TrueDrive((SynchronousMachine) p.machine(), p.rotorInertiaKgM2(), supplyV);
    }

    /** Anywhere within the tolerances, often at their ends. */
    static TrueDrive anyOf(DriveParameters p, double supplyV, Choices choices) {
        DriveParameters.Tolerances t = p.tolerances();
        double inertia = p.rotorInertiaKgM2() * (1 + off(choices, t.inertia()) + choices.between(0, 2));
        PermanentMagnetSynchronous m = p.machine() instanceof SynchronousReluctance r
                ? r.withoutMagnets()
                : (PermanentMagnetSynchronous) p.machine();
        SynchronousMachine machine = new PermanentMagnetSynchronous(
                m.polePairs(),
                m.resistanceOhm() * (1 + off(choices, t.resistance())),
                m.directInductanceH() * (1 + off(choices, t.inductance())),
                m.quadratureInductanceH() * (1 + off(choices, t.inductance())),
                m.fluxVs() * (1 + off(choices, t.flux())));
        return new TrueDrive(machine, inertia, supplyV);
    }

    private static double off(Choices choices, double tolerance) {
        return choices.integer(0, 1) == 0
                ? choices.between(-tolerance, tolerance)
                : choices.integer(0, 1) == 0 ? -tolerance : tolerance;
    }

    double currentA() {
        return Math.hypot(state[1], state[2]);
    }

    void forget() {
        mostA = 0;
        mostRadPerS = 0;
        mostSupplyV = 0;
    }

    /** Under a duty, which the firmware scales back to a length of 1. */
    void advance(double[] duty, double dtS) {
        double length = Math.max(1, Math.hypot(duty[0], duty[1]));
        long steps = Math.round(dtS / SUBSTEP_S);
        for (long i = 0; i < steps; i++) {
            double ahead = (substep % SUBSTEPS_PER_PERIOD + 0.5 - SUBSTEPS_PER_PERIOD / 2.0) * SUBSTEP_S;
            double turned = -machine.polePairs() * state[Machine.OMEGA] * ahead;
            double d = duty[0] / length * supplyV / 2;
            double q = duty[1] / length * supplyV / 2;
            voltage[0] = d * Math.cos(turned) - q * Math.sin(turned);
            voltage[1] = d * Math.sin(turned) + q * Math.cos(turned);
            double drawnJ = 1.5 * (voltage[0] * state[1] + voltage[1] * state[2]) * SUBSTEP_S;
            integrate(SUBSTEP_S);
            substep++;
            supplyV = Math.max(rectifierV, Math.sqrt(supplyV * supplyV - 2 * drawnJ / capacitanceF));
            mostSupplyV = Math.max(mostSupplyV, supplyV);
            mostA = Math.max(mostA, currentA());
            mostRadPerS = Math.max(mostRadPerS, Math.abs(state[Machine.OMEGA]));
        }
        state[3] = Math.IEEEremainder(state[3], 2 * Math.PI * machine.polePairs());
    }

    double shaftRad() {
        double angle = state[3] / machine.polePairs() % (2 * Math.PI);
        return angle < 0 ? angle + 2 * Math.PI : angle;
    }

    private void integrate(double h) {
        derivative(state, rate[0]);
        derivative(at(rate[0], h / 2), rate[1]);
        derivative(at(rate[1], h / 2), rate[2]);
        derivative(at(rate[2], h), rate[3]);
        for (int i = 0; i < state.length; i++) {
            state[i] += h / 6 * (rate[0][i] + 2 * rate[1][i] + 2 * rate[2][i] + rate[3][i]);
        }
    }

    private double[] at(double[] r, double h) {
        for (int i = 0; i < state.length; i++) {
            stage[i] = state[i] + h * r[i];
        }
        return stage;
    }

    private void derivative(double[] x, double[] out) {
        machine.derivative(x, voltage, 1 + 0.00393 * (windingK - 293.15), out);
        out[Machine.OMEGA] = (machine.torqueNm(x) + loadNm - frictionNmS * x[Machine.OMEGA]) / inertiaKgM2;
    }
}
