package dev.creance.sim.drive;

import static dev.creance.dynamics.drive.DriveChannels.ANGLE;
import static dev.creance.dynamics.drive.DriveChannels.CURRENT;
import static dev.creance.dynamics.drive.DriveChannels.SPEED;

import dev.creance.dynamics.drive.DriveChannels;
import dev.creance.dynamics.drive.DriveFrame;
import dev.creance.dynamics.drive.Machine;
import dev.creance.dynamics.drive.ThreePhase;
import dev.creance.runtime.HotPath;

/**
 * How firmware works in the frame of the rotor: it transforms the phases' currents by its own encoder's angle (Park 1929), and
 * modulates a voltage vector for the angle that the rotor will have in the middle of the period. Allocation-free after construction;
 * not thread-safe.
 */
final class RotorFrame {
    private static final int PHASES = 3;

    private final int polePairs;
    private final double aheadS;
    private final boolean excited;
    private final double[] axes = new double[2];
    private final double[] phases = new double[PHASES];

    /** @param periodS of the modulation */
    RotorFrame(Machine machine, double periodS) {
        polePairs = machine.polePairs();
        aheadS = periodS / 2;
        excited = DriveChannels.size(machine, DriveFrame.ROTOR) > CURRENT + 2;
    }

    /** What was measured at the terminals, in the rotor's frame. */
    @HotPath
    void fromTerminals(double[] atTerminals, double[] inRotorOut) {
        System.arraycopy(atTerminals, 0, inRotorOut, 0, CURRENT);
        ThreePhase.toRotor(atTerminals, CURRENT, polePairs * atTerminals[ANGLE], axes);
        inRotorOut[CURRENT] = axes[0];
        inRotorOut[CURRENT + 1] = axes[1];
        if (excited) {
            inRotorOut[CURRENT + 2] = atTerminals[CURRENT + PHASES];
        }
    }

    /** The other way round. */
    @HotPath
    void toTerminals(double[] inRotor, double[] atTerminalsOut) {
        System.arraycopy(inRotor, 0, atTerminalsOut, 0, CURRENT);
        ThreePhase.fromRotor(inRotor[CURRENT], inRotor[CURRENT + 1], polePairs * inRotor[ANGLE], phases);
        System.arraycopy(phases, 0, atTerminalsOut, CURRENT, PHASES);
        if (excited) {
            atTerminalsOut[CURRENT + PHASES] = inRotor[CURRENT + 2];
        }
    }

    /** Duty cycles of the terminals for a voltage vector in the rotor's frame, which is scaled back to the length of 1. */
    @HotPath
    void modulate(double[] measured, double[] command, double[] dutyOut) {
        double length = Math.sqrt(command[0] * command[0] + command[1] * command[1]);
        double scale = length > 1 ? 1 / length : 1;
        double angle = polePairs * (measured[ANGLE] + aheadS * measured[SPEED]);
        ThreePhase.fromRotor(scale * command[0], scale * command[1], angle, dutyOut);
        if (excited) {
            dutyOut[PHASES] = command[2];
        }
    }
}
