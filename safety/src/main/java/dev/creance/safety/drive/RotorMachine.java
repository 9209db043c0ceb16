package dev.creance.safety.drive;

import dev.creance.dynamics.drive.DriveParameters;
import dev.creance.dynamics.drive.PermanentMagnetSynchronous;
import dev.creance.dynamics.drive.SynchronousReluctance;

/**
 * The constants of a synchronous machine, flat, in the form that prediction needs, and how far each may be off.
 *
 * @param polePairs p
 * @param resistanceOhm R, at 20 °C
 * @param directH L_d
 * @param quadratureH L_q
 * @param fluxVs ψ, of the magnets; 0 where there are none
 * @param leastInertiaKgM2 of the shaft: the rotor's alone, less its tolerance
 * @param tolerances relative
 */
record RotorMachine(
        int polePairs,
        double resistanceOhm,
        double directH,
        double quadratureH,
        double fluxVs,
        double leastInertiaKgM2,
        DriveParameters.Tolerances tolerances) {
    /** How copper's resistance rises with temperature, from 20 °C on: IEC 60028. */
    private static final double COPPER_PER_K = 0.00393;

    private static final double COPPER_AT_K = 293.15;

    /** @throws IllegalArgumentException where there is no such machine */
    static RotorMachine of(DriveParameters parameters) {
        PermanentMagnetSynchronous machine = equations(parameters);
        return new RotorMachine(
                machine.polePairs(),
                machine.resistanceOhm(),
                machine.directInductanceH(),
                machine.quadratureInductanceH(),
                machine.fluxVs(),
                parameters.rotorInertiaKgM2() * (1 - parameters.tolerances().inertia()),
                parameters.tolerances());
    }

    /** A reluctance machine is one whose magnets have no flux. */
    private static PermanentMagnetSynchronous equations(DriveParameters parameters) {
        if (parameters.machine() instanceof SynchronousReluctance m) {
            return m.withoutMagnets();
        }
        if (parameters.machine() instanceof PermanentMagnetSynchronous m) {
            return m;
        }
        throw new IllegalArgumentException("there is no shield for " + parameters.name());
    }

    static boolean isGuarded(DriveParameters parameters) {
        return parameters.machine() instanceof PermanentMagnetSynchronous
                || parameters.machine() instanceof SynchronousReluctance;
    }

    double resistanceOhm(double windingK) {
        return resistanceOhm * (1 + COPPER_PER_K * (windingK - COPPER_AT_K));
    }

    /** T = 3/2 p (ψ + (L_d − L_q) i_d) i_q. */
    double torqueNm(double directA, double quadratureA) {
        return 1.5 * polePairs * (fluxVs + (directH - quadratureH) * directA) * quadratureA;
    }

    /** The most that a current of this length can make, either way. */
    double mostTorqueNm(double currentA) {
        return 1.5 * polePairs * (fluxVs + 0.5 * Math.abs(directH - quadratureH) * currentA) * currentA;
    }

    /** The most that torque changes per ampere where the current is this long, in any direction. */
    double torqueSlopeNmPerA(double currentA) {
        return 1.5 * polePairs * (fluxVs + Math.abs(directH - quadratureH) * currentA);
    }

    /** Voltage induced by the magnets at a speed of the shaft; amplitude of a phase. */
    double inducedV(double speedRadPerS) {
        return polePairs * Math.abs(speedRadPerS) * fluxVs;
    }

    /** How fast, per second, a difference between two currents may grow in length while the voltage is the same. */
    double growthPerS(double electricalRadPerS) {
        return 0.5 * Math.abs(electricalRadPerS * (quadratureH / directH - directH / quadratureH));
    }

    /** ... and by how much at most: half the energy of the difference does not grow. */
    double greatestGrowth() {
        return Math.sqrt(Math.max(directH, quadratureH) / Math.min(directH, quadratureH));
    }
}
