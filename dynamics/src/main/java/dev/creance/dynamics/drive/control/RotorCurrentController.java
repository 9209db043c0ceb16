package dev.creance.dynamics.drive.control;

import static dev.creance.dynamics.drive.DriveChannels.CURRENT;
import static dev.creance.dynamics.drive.DriveChannels.SPEED;
import static dev.creance.dynamics.drive.DriveChannels.SUPPLY_VOLTAGE;

import dev.creance.dynamics.drive.ExternallyExcitedSynchronous;
import dev.creance.dynamics.drive.PermanentMagnetSynchronous;
import dev.creance.dynamics.drive.SynchronousMachine;
import dev.creance.runtime.HotPath;

/**
 * Field-oriented control of a synchronous machine's currents: a PI controller each in the rotor's axes, with what the axes
 * induce in one another fed forward.
 *
 * <pre>
 * u_d = PI(i_d* − i_d) − p ω l_q i_q
 * u_q = PI(i_q* − i_q) + p ω (l_d i_d + ψ)
 * </pre>
 *
 * Measured currents and references: i_d, i_q, and the excitation's where there is one. Actions are voltages in the rotor's axes
 * over half of the supply's, for a bridge, and the excitation's over the whole. It integrates only while the voltage lies within
 * the circle the bridge can give.
 */
public final class RotorCurrentController implements DriveController {
    private final SynchronousMachine machine;
    private final PiController direct;
    private final PiController quadrature;
    private final PiController excitation;
    private final boolean excited;
    private final double periodS;

    public RotorCurrentController(SynchronousMachine machine, SymmetricalOptimum tuning) {
        this.machine = machine;
        periodS = tuning.periodS();
        excited = machine instanceof ExternallyExcitedSynchronous;
        double uncoupled = machine instanceof ExternallyExcitedSynchronous m
                ? m.parameters().leakage()
                : 1;
        direct = new PiController(tuning.current(uncoupled * machine.directInductanceH()));
        quadrature = new PiController(tuning.current(machine.quadratureInductanceH()));
        excitation = machine instanceof ExternallyExcitedSynchronous m
                ? new PiController(tuning.current(uncoupled * m.parameters().excitationInductanceH()))
                : new PiController(new PiGains(0, 0));
    }

    @Override
    public int references() {
        return excited ? 3 : 2;
    }

    @Override
    @HotPath
    public void control(double[] measured, double[] reference, double[] actionOut) {
        double electrical = machine.polePairs() * measured[SPEED];
        double directError = reference[0] - measured[CURRENT];
        double quadratureError = reference[1] - measured[CURRENT + 1];
        double directFlux = machine.directInductanceH() * measured[CURRENT] + rotorFluxVs(measured);
        double quadratureFlux = machine.quadratureInductanceH() * measured[CURRENT + 1];
        double directV = direct.command(directError) - electrical * quadratureFlux;
        double quadratureV = quadrature.command(quadratureError) + electrical * directFlux;
        double supplyV = measured[SUPPLY_VOLTAGE];
        double limitV = supplyV / 2;
        if (directV * directV + quadratureV * quadratureV < limitV * limitV) {
            direct.integrate(directError, periodS);
            quadrature.integrate(quadratureError, periodS);
        }
        double perVolt = supplyV > 0 ? 1 / limitV : 0;
        actionOut[0] = directV * perVolt;
        actionOut[1] = quadratureV * perVolt;
        if (excited) {
            excite(reference[2] - measured[CURRENT + 2], supplyV, actionOut);
        }
    }

    private double rotorFluxVs(double[] measured) {
        if (machine instanceof PermanentMagnetSynchronous m) { // a switch over types would be linked at its first call
            return m.fluxVs();
        }
        return machine instanceof ExternallyExcitedSynchronous m ? m.excitationFluxVsPerA() * measured[CURRENT + 2] : 0;
    }

    private void excite(double error, double supplyV, double[] actionOut) {
        double voltageV = excitation.command(error);
        if (Math.abs(voltageV) <= supplyV) {
            excitation.integrate(error, periodS);
        }
        actionOut[2] = supplyV > 0 ? voltageV / supplyV : 0;
    }

    @Override
    @HotPath
    public void reset() {
        direct.reset();
        quadrature.reset();
        excitation.reset();
    }
}
