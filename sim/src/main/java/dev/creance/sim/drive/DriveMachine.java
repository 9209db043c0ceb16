package dev.creance.sim.drive;

import dev.creance.dynamics.drive.DriveFrame;
import dev.creance.dynamics.drive.Load;
import dev.creance.dynamics.drive.Machine;
import dev.creance.runtime.Channel;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Layout;
import dev.creance.sim.DecisionObserver;
import dev.creance.sim.Disturbance;
import dev.creance.sim.Noise;
import dev.creance.sim.SimulatedMachine;
import dev.creance.sim.TruthSummary;
import dev.creance.sim.sensor.SensorBank;
import java.util.Arrays;
import java.util.List;

/**
 * A drive behind the link. Its firmware modulates what it is commanded, at the terminals or in the rotor's frame; without a command
 * its converter is off, all switches open.
 */
final class DriveMachine implements SimulatedMachine {
    private final DrivePlantConfig config;
    private final double periodS;
    private final DriveJudge judge;
    private final DrivePlant plant;
    private final RotorFrame frame;
    private final DriveStop stop;
    private final Layout sensors;
    private final Layout commands;
    private final double[] atTerminals;
    private final double[] modulated;
    private final double standstillRadPerS;

    /** Null where sensors are ideal. */
    private final SensorBank bank;

    /** Null where it streams what is measured. */
    private final ObservedDrive observed;

    private final DriveTrip trip;
    private long validBits = -1;
    private boolean converterOff = true;

    DriveMachine(DrivePlantConfig config, DriveLimits limits, Noise seeds) {
        this.config = config;
        Machine machine = config.parameters().machine();
        periodS = 1.0 / config.controlHz();
        judge = new DriveJudge(limits, machine);
        plant = config.plant(judge);
        frame = config.frame() == DriveFrame.ROTOR ? new RotorFrame(machine, periodS) : null;
        double resolution = config.encoder().speedResolutionRadPerS(periodS);
        stop = new DriveStop(config.nominal(), config.converter().isContinuous(), config.stop(), periodS, resolution);
        standstillRadPerS = DriveStop.standstillRadPerS(config.nominal(), resolution);
        sensors = config.sensors();
        commands = config.commands();
        trip = new DriveTrip(
                sensors.size(),
                frame != null,
                resolution * periodS,
                config.nominal().limit().currentA(),
                config.stop().currentA());
        atTerminals = new double[plant.measurements().size()];
        modulated = new double[plant.commands().size()];
        bank = config.sensing()
                .map(sensing -> new SensorBank(sensing.placed(), Math.round(periodS * 1e9), seeds))
                .orElse(null);
        observed = config.sensing()
                .flatMap(DriveSensors::observer)
                .map(settings -> new ObservedDrive(settings, config.converter()))
                .orElse(null);
    }

    @Override
    public Layout sensors() {
        return sensors;
    }

    @Override
    public Layout commands() {
        return commands;
    }

    /** The converter's own inputs, whatever frame the firmware works in. */
    @Override
    public Layout actuators() {
        return plant.commands();
    }

    @Override
    @HotPath
    public void ready(double[] measured, double[] command, boolean linked, double[] dutyInOut) {
        idle(measured, linked, dutyInOut);
    }

    @Override
    @HotPath
    public void follow(double[] measured, double[] command, boolean linked, double[] dutyInOut) {
        stop.rest();
        trip.look(measured, validBits, periodS);
        converterOff = trip.tripped();
        if (converterOff) {
            Arrays.fill(dutyInOut, 0);
            return;
        }
        if (frame != null) {
            frame.modulate(measured, command, dutyInOut);
        } else {
            System.arraycopy(command, 0, dutyInOut, 0, command.length);
        }
        System.arraycopy(dutyInOut, 0, modulated, 0, modulated.length);
    }

    @Override
    @HotPath
    public boolean react(double[] measured, boolean resumable, double expiredForS, double[] dutyInOut) {
        if (frame != null) {
            frame.toTerminals(measured, atTerminals);
        } else {
            System.arraycopy(measured, 0, atTerminals, 0, atTerminals.length);
        }
        trip.lookAlone(measured, validBits, periodS);
        converterOff |= trip.tripped() || !stop.regulates();
        boolean over = stop.act(atTerminals, resumable, dutyInOut) || (trip.tripped() && !resumable);
        System.arraycopy(dutyInOut, 0, modulated, 0, modulated.length);
        if (over) {
            idle(measured, true, dutyInOut);
        }
        return over;
    }

    @Override
    @HotPath
    public void idle(double[] measured, boolean linked, double[] dutyOut) {
        stop.rest();
        trip.reset();
        converterOff = true;
        Arrays.fill(dutyOut, 0);
    }

    @Override
    @HotPath
    public void valid(long channelBits) {
        validBits = channelBits;
    }

    @Override
    @HotPath
    public void step(double[] duty) {
        plant.report(judge);
        if (converterOff) {
            plant.coast(periodS);
        } else {
            plant.step(duty, periodS);
        }
    }

    @Override
    @HotPath
    public void measure(double[] measuredOut) {
        double[] sensed = frame != null ? atTerminals : measuredOut;
        plant.measure(sensed);
        if (bank != null) {
            bank.sense(sensed);
        }
        if (frame != null) {
            frame.fromTerminals(atTerminals, measuredOut);
        }
        if (observed != null && converterOff) {
            observed.begin(atTerminals);
        } else if (observed != null) {
            observed.observe(modulated, atTerminals, measuredOut);
        }
    }

    @Override
    @HotPath
    public void disturb(Disturbance what, double[] size) {
        switch (what) {
            case INERTIA -> plant.drive().inertia(size[0]);
            case FRICTION -> plant.drive().friction(size[0]);
            case SUPPLY -> plant.drive().supply(size[0]);
            default -> {} // it stands where it is
        }
    }

    /** What a test bench turns has stopped for its part once it is switched off. */
    @Override
    @HotPath
    public boolean standsStill() {
        return converterOff && (!(config.load() instanceof Load.Polynomial) || Math.abs(speed()) < standstillRadPerS);
    }

    private double speed() {
        return plant.drive().state()[Machine.OMEGA];
    }

    @Override
    public DecisionObserver observer(List<Channel> margins) {
        return DecisionObserver.NONE;
    }

    @Override
    public int states() {
        return plant.drive().state().length;
    }

    @Override
    public void state(double[] out) {
        System.arraycopy(plant.drive().state(), 0, out, 0, out.length);
    }

    @Override
    public void place(double[] state) {
        plant.place(state);
    }

    @Override
    public TruthSummary truth() {
        return judge.truth(speed(), converterOff);
    }
}
