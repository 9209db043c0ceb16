package dev.creance.sim.drive;

import dev.creance.dynamics.drive.ContinuousConverter;
import dev.creance.dynamics.drive.Converter;
import dev.creance.dynamics.drive.DriveChannels;
import dev.creance.dynamics.drive.DriveParameters;
import dev.creance.dynamics.drive.Fidelity;
import dev.creance.dynamics.drive.Load;
import dev.creance.dynamics.drive.PermanentMagnetDc;
import dev.creance.dynamics.drive.control.BaselineControllers;
import dev.creance.dynamics.drive.control.DriveController;
import dev.creance.dynamics.drive.control.SymmetricalOptimum;
import dev.creance.dynamics.identify.Recording;
import java.util.Arrays;
import java.util.Random;

/** A run of a simulated drive whose speed is led through steps, with noise on its current sensors. */
final class RecordedDrive {
    private static final double TICK_S = 2.5e-4;
    private static final int DELAY_TICKS = 1;
    private static final int STEP_TICKS = 600;

    private final DriveParameters truth;
    private final Load load;
    private final double supplyV;
    private final double greatestRadPerS;
    private final Random random;

    /** @param greatestRadPerS of the speeds it is led through */
    RecordedDrive(DriveParameters truth, Load load, double supplyV, double greatestRadPerS, long seed) {
        this.truth = truth;
        this.load = load;
        this.supplyV = supplyV;
        this.greatestRadPerS = greatestRadPerS;
        random = new Random(seed);
    }

    static double delayS() {
        return DELAY_TICKS * TICK_S;
    }

    Recording run(double durationS) {
        boolean direct = truth.machine() instanceof PermanentMagnetDc;
        Converter converter = direct
                ? new ContinuousConverter.FourQuadrant(0, Fidelity.PHYSICAL)
                : new ContinuousConverter.B6Bridge(0);
        DrivePlant plant = Drives.plant(truth, converter, new IdealSupply(supplyV), load);
        DriveController controller = BaselineControllers.speed(truth, inertiaKgM2(), new SymmetricalOptimum(8, TICK_S));
        int ticks = (int) Math.round(durationS / TICK_S);
        double[] timeS = new double[ticks];
        double[][] sensors = new double[ticks][plant.measurements().size()];
        double[][] commands = new double[ticks][converter.actions()];
        double[] reference = new double[1];
        for (int tick = 0; tick < ticks; tick++) {
            timeS[tick] = tick * TICK_S;
            plant.measure(sensors[tick]);
            for (int i = DriveChannels.CURRENT; i < sensors[tick].length; i++) {
                sensors[tick][i] += 0.002 * truth.nominal().currentA() * random.nextGaussian();
            }
            if (tick % STEP_TICKS == 0) {
                reference[0] = greatestRadPerS * (2 * random.nextDouble() - 1);
            }
            controller.control(sensors[tick], reference, commands[tick]);
            for (int i = 0; i < commands[tick].length; i++) {
                commands[tick][i] = Math.clamp(commands[tick][i], -1, 1);
            }
            plant.step(tick < DELAY_TICKS ? new double[converter.actions()] : commands[tick - DELAY_TICKS], TICK_S);
        }
        boolean[] usable = new boolean[ticks];
        Arrays.fill(usable, true);
        return new Recording(timeS, sensors, usable, timeS.clone(), commands);
    }

    private double inertiaKgM2() {
        return load instanceof Load.Polynomial p ? p.inertiaKgM2() : truth.rotorInertiaKgM2();
    }
}
