package dev.creance.dynamics.drive.control;

import static dev.creance.dynamics.drive.DriveChannels.ANGLE;
import static dev.creance.dynamics.drive.DriveChannels.CURRENT;
import static dev.creance.dynamics.drive.DriveChannels.SPEED;

import dev.creance.dynamics.drive.Fidelity;
import dev.creance.dynamics.drive.SynchronousMachine;
import dev.creance.dynamics.drive.ThreePhase;
import dev.creance.runtime.HotPath;

/**
 * A {@link RotorCurrentController} at the machine's terminals: it turns the measured phase currents into the rotor's axes, and
 * the voltages back. Actions are phase voltages over half of the supply's, for a bridge, and the excitation's over the whole.
 */
public final class SynchronousController implements DriveController {
    private final RotorCurrentController currents;
    private final int polePairs;
    private final boolean excited;
    private final double advance;
    private final double[] current = new double[2];
    private final double[] inRotor = new double[CURRENT + 3];
    private final double[] voltage = new double[3];

    /**
     * @param fidelity of the plant: the voltage turns half a period ahead, so that its mean over the period points where it
     *     should. {@code GEM} turns it by the mechanical speed, as gym-electric-motor's controllers do
     */
    public SynchronousController(SynchronousMachine machine, SymmetricalOptimum tuning, Fidelity fidelity) {
        currents = new RotorCurrentController(machine, tuning);
        polePairs = machine.polePairs();
        excited = currents.references() == 3;
        advance = tuning.periodS() / 2 * (fidelity == Fidelity.GEM ? 1 : polePairs);
    }

    @Override
    public int references() {
        return currents.references();
    }

    @Override
    @HotPath
    public void control(double[] measured, double[] reference, double[] actionOut) {
        double angle = polePairs * measured[ANGLE];
        ThreePhase.toRotor(measured, CURRENT, angle, current);
        System.arraycopy(measured, 0, inRotor, 0, CURRENT);
        System.arraycopy(current, 0, inRotor, CURRENT, 2);
        if (excited) {
            inRotor[CURRENT + 2] = measured[CURRENT + 3];
        }
        currents.control(inRotor, reference, voltage);
        ThreePhase.fromRotor(voltage[0], voltage[1], angle + advance * measured[SPEED], actionOut);
        if (excited) {
            actionOut[3] = voltage[2];
        }
    }

    @Override
    @HotPath
    public void reset() {
        currents.reset();
    }
}
