package dev.creance.dynamics.drive.control;

import static dev.creance.dynamics.drive.DriveChannels.CURRENT;
import static dev.creance.dynamics.drive.DriveChannels.SPEED;
import static dev.creance.dynamics.drive.DriveChannels.SUPPLY_VOLTAGE;

import dev.creance.dynamics.drive.DirectCurrentMachine;
import dev.creance.dynamics.drive.ExternallyExcitedDc;
import dev.creance.dynamics.drive.PermanentMagnetDc;
import dev.creance.dynamics.drive.SeriesDc;
import dev.creance.dynamics.drive.ShuntDc;
import dev.creance.runtime.HotPath;

/**
 * Currents of a direct-current machine by a PI controller each, and the voltage that the turning armature induces fed forward.
 * References: the armature's current, and the field's where it is fed apart. Actions are voltages over that of the supply, for
 * a converter of four quadrants or less. It integrates only while the supply can give the voltage.
 */
public final class DirectCurrentController implements DriveController {
    private final DirectCurrentMachine machine;
    private final PiController[] loops;
    private final double periodS;
    private final boolean feedForward;

    /**
     * @param feedForward whether the induced voltage is; gym-electric-motor's controllers do so for the series machine alone
     */
    public DirectCurrentController(DirectCurrentMachine machine, SymmetricalOptimum tuning, boolean feedForward) {
        this.machine = machine;
        this.feedForward = feedForward;
        periodS = tuning.periodS();
        loops = switch (machine) {
            case PermanentMagnetDc m -> loops(tuning, m.inductanceH());
            case SeriesDc m -> loops(tuning, m.inductanceH());
            case ShuntDc m -> loops(tuning, m.windingsInParallel().armatureInductanceH());
            case ExternallyExcitedDc m -> loops(tuning, m.armatureInductanceH(), m.fieldInductanceH());
        };
    }

    private static PiController[] loops(SymmetricalOptimum tuning, double... inductanceH) {
        PiController[] loops = new PiController[inductanceH.length];
        for (int i = 0; i < loops.length; i++) {
            loops[i] = new PiController(tuning.current(inductanceH[i]));
        }
        return loops;
    }

    @Override
    public int references() {
        return loops.length;
    }

    @Override
    @HotPath
    public void control(double[] measured, double[] reference, double[] actionOut) {
        double supplyV = measured[SUPPLY_VOLTAGE];
        for (int i = 0; i < loops.length; i++) {
            double error = reference[i] - measured[CURRENT + i];
            double voltageV = loops[i].command(error);
            if (i == 0 && feedForward) {
                voltageV += inducedV(measured);
            }
            if (Math.abs(voltageV) <= supplyV) {
                loops[i].integrate(error, periodS);
            }
            actionOut[i] = supplyV > 0 ? voltageV / supplyV : 0;
        }
    }

    private double inducedV(double[] measured) {
        double omega = measured[SPEED];
        if (machine instanceof PermanentMagnetDc m) { // a switch over types would be linked at its first call
            return m.fluxVs() * omega;
        }
        if (machine instanceof SeriesDc m) {
            return m.mutualInductanceH() * measured[CURRENT] * omega;
        }
        if (machine instanceof ShuntDc m) {
            return m.windingsInParallel().mutualInductanceH() * measured[CURRENT + 1] * omega;
        }
        return ((ExternallyExcitedDc) machine).mutualInductanceH() * measured[CURRENT + 1] * omega;
    }

    @Override
    @HotPath
    public void reset() {
        for (PiController loop : loops) {
            loop.reset();
        }
    }
}
