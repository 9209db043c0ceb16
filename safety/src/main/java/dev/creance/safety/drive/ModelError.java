package dev.creance.safety.drive;

import dev.creance.dynamics.drive.DriveParameters.Tolerances;
import dev.creance.runtime.HotPath;

/**
 * How fast the currents of the true machine may leave those of the model, A/s: with every parameter anywhere within its tolerance,
 * and speed and voltage as far off as they may be,
 *
 * <pre>
 * |δi_d'| ≤ (|u_d| δL + δR R |i_d| + δL |ω L_q i_q| + p δω L_q |i_q| + δv) / ((1 − δL) L_d)        u_d the voltage across L_d
 * |δi_q'| ≤ (|u_q| δL + δR R |i_q| + δL |ω L_d i_d| + δψ |ω ψ| + p δω |ψ + L_d i_d| + δv) / ((1 − δL) L_q)
 * </pre>
 */
@HotPath
final class ModelError {
    private final RotorMachine machine;
    private final double voltageError;
    private double electrical;
    private double resistanceOhm;
    private double voltageV;

    ModelError(RotorMachine machine, double voltageError) {
        this.machine = machine;
        this.voltageError = voltageError;
    }

    void at(double speedRadPerS, double windingResistanceOhm, double supplyV) {
        electrical = Math.abs(machine.polePairs() * speedRadPerS);
        resistanceOhm = windingResistanceOhm;
        voltageV = voltageError * supplyV / 2;
    }

    /** @param changeDirectAPerS what the model says of i_d' */
    double perS(
            double directA,
            double quadratureA,
            double changeDirectAPerS,
            double changeQuadratureAPerS,
            double speedOff) {
        Tolerances t = machine.tolerances();
        double fieldV = electrical * machine.quadratureH() * Math.abs(quadratureA);
        double turned = machine.polePairs() * speedOff;
        double d = Math.abs(changeDirectAPerS) * t.inductance()
                + (t.resistance() * resistanceOhm * Math.abs(directA)
                                + t.inductance() * fieldV
                                + turned * machine.quadratureH() * Math.abs(quadratureA)
                                + voltageV)
                        / machine.directH();
        double q = Math.abs(changeQuadratureAPerS) * t.inductance()
                + (t.resistance() * resistanceOhm * Math.abs(quadratureA)
                                + t.inductance() * electrical * machine.directH() * Math.abs(directA)
                                + t.flux() * electrical * machine.fluxVs()
                                + turned * Math.abs(machine.fluxVs() + machine.directH() * directA)
                                + voltageV)
                        / machine.quadratureH();
        return Math.sqrt(d * d + q * q) / (1 - t.inductance());
    }

    /** How fast a voltage that is wrong by more than the error that is allowed for takes them away. */
    double perS(double wrongV) {
        return wrongV
                / (Math.min(machine.directH(), machine.quadratureH())
                        * (1 - machine.tolerances().inductance()));
    }
}
