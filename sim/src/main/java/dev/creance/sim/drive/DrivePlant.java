package dev.creance.sim.drive;

import dev.creance.dynamics.drive.DriveChannels;
import dev.creance.dynamics.drive.DriveParameters;
import dev.creance.dynamics.drive.Machine;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Plant;

/**
 * A drive as a device carries it: the machine with its converter, supply and load, its windings and inverter that warm up, and an
 * encoder on its shaft. Currents and the supply's voltage are measured as they are. Allocation-free after construction; not
 * thread-safe.
 */
public final class DrivePlant implements Plant {
    /** Taken off the shaft's angle at a time, so that it never grows beyond what sine and cosine resolve. */
    private static final double TURNS = 1000;

    private final SimulatedDrive drive;
    private final Temperatures temperatures;
    private final Encoder encoder;
    private final double periodS;
    private final Layout commands;
    private final Layout measurements;

    /**
     * @param drive of the machine in {@code parameters}
     * @param periodS of the converter's control: a step of the plant is divided into as many as fit best
     */
    public DrivePlant(
            DriveParameters parameters,
            SimulatedDrive drive,
            Temperatures temperatures,
            Encoder encoder,
            double periodS) {
        this.drive = drive;
        this.temperatures = temperatures;
        this.encoder = encoder;
        this.periodS = periodS;
        commands = DriveChannels.commands(parameters.machine(), drive.parts().converter());
        measurements = DriveChannels.sensors(parameters);
        encoder.read(drive.shaftRad(), periodS);
    }

    @Override
    public Layout commands() {
        return commands;
    }

    @Override
    public Layout measurements() {
        return measurements;
    }

    /** The true drive; read only. */
    public SimulatedDrive drive() {
        return drive;
    }

    @Override
    @HotPath
    public void step(double[] command, double dtS) {
        int periods = (int) Math.max(1, Math.rint(dtS / periodS));
        double partS = dtS / periods;
        for (int period = 0; period < periods; period++) {
            drive.resistanceFactor(temperatures.resistanceFactor());
            drive.step(command, partS);
            surround(partS);
        }
        turnBack();
    }

    /** Advances the drive for one period of its control with all switches of the converter open. */
    @HotPath
    public void coast(double dtS) {
        drive.resistanceFactor(temperatures.resistanceFactor());
        drive.coast(dtS);
        surround(dtS);
        turnBack();
    }

    private void surround(double dtS) {
        temperatures.step(drive.copperLossW(), drive.terminalA(), drive.supplyV(), dtS);
        encoder.read(drive.shaftRad(), dtS);
    }

    private void turnBack() {
        double shaft = drive.shaftRad();
        if (Math.abs(shaft) > TURNS * 2 * Math.PI) {
            double turns = Math.copySign(TURNS, shaft);
            drive.turnBack(turns);
            encoder.turnBack(turns);
        }
    }

    /** Puts the machine into another state, in which its encoder has seen it for long. */
    void place(double[] state) {
        System.arraycopy(state, 0, drive.state(), 0, state.length);
        encoder.turning(drive.shaftRad(), drive.state()[Machine.OMEGA], periodS);
    }

    /** Tells a judge what does not change within a period. */
    @HotPath
    void report(DriveJudge judge) {
        judge.surroundings(drive.supplyV(), temperatures.windingK(), temperatures.inverterK());
    }

    @Override
    @HotPath
    public void measure(double[] out) {
        drive.measure(out);
        out[DriveChannels.SPEED] = encoder.speedRadPerS();
        out[DriveChannels.ANGLE] = encoder.angleRad();
        out[DriveChannels.WINDING_TEMPERATURE] = temperatures.windingK();
        out[DriveChannels.INVERTER_TEMPERATURE] = temperatures.inverterK();
    }
}
