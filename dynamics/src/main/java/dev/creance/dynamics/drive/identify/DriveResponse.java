package dev.creance.dynamics.drive.identify;

import static dev.creance.dynamics.drive.DriveChannels.ANGLE;
import static dev.creance.dynamics.drive.DriveChannels.WINDING_TEMPERATURE;

import dev.creance.dynamics.drive.DriveParameters;
import dev.creance.dynamics.drive.Load;
import dev.creance.dynamics.drive.Machine;
import dev.creance.dynamics.identify.HeldCommands;
import dev.creance.dynamics.identify.Recording;
import dev.creance.dynamics.identify.ResponseModel;
import dev.creance.dynamics.identify.Segment;
import java.util.ArrayList;
import java.util.List;

/**
 * A drive's equations under the voltages that it was commanded. Currents are simulated on from the first ones, with the measured
 * angle; so their noise enters nowhere but where they are compared. The simulated currents' torque moves the shaft against
 * inertia and friction. Resistances are those at 20 °C; the measured temperature makes them what they are.
 */
final class DriveResponse implements ResponseModel {
    static final String DELAY = "delay_s";
    static final String OFFSET = "angle_offset_rad";
    static final String INERTIA = "inertia_kg_m2";
    static final String COULOMB = "coulomb_nm";
    static final String VISCOUS = "viscous_nm_s";

    private static final int LEAST_SEGMENT = 200;
    private static final int ELECTRICAL = 2;

    /** Steps of fourth order that follow a field of 1200 rad/s to 1e-5. */
    private static final double STEP_S = 2.5e-4;

    private static final double COPPER_PER_K = 0.00393;
    private static final double REFERENCE_K = 293.15;

    private final Recording recording;
    private final MachineKind kind;
    private final Machine prior;
    private final List<Segment> segments;
    private final List<Parameter> parameters = new ArrayList<>();
    private final HeldCommands commands;
    private final ShaftCourse course;
    private final int shaft;
    private final double[] torqueNm;
    private final WindingIntegrator windings;
    private final DriveAxes axes;
    private final double[] voltage;
    private final double[] measured;

    DriveResponse(Recording recording, DriveParameters prior, MachineKind kind) {
        this.recording = recording;
        this.kind = kind;
        this.prior = prior.machine();
        segments = Segment.of(recording, LEAST_SEGMENT);
        commands = new HeldCommands(recording);
        course = new ShaftCourse(recording, segments);
        torqueNm = new double[recording.size()];
        axes = DriveAxes.of(kind, recording.commands()[0].length);
        windings = new WindingIntegrator(this.prior, axes);
        voltage = new double[axes.voltages(this.prior)];
        measured = new double[this.prior.windings()];
        double torque = 1e-3 * prior.limit().torqueNm();
        double friction = torque / prior.nominal().speedRadPerS();
        parameters.add(new Parameter(DELAY, 0, 1e-5, -0.01, 0.1));
        parameters.add(new Parameter(OFFSET, 0, 1e-3, -1, 1));
        parameters.addAll(kind.parameters(prior.machine()));
        shaft = parameters.size();
        double inertia = prior.rotorInertiaKgM2();
        parameters.add(new Parameter(INERTIA, inertia, 0.01 * inertia, 0.01 * inertia, 1e4 * inertia));
        parameters.add(new Parameter(COULOMB, 0, torque, -1e3 * torque, 1e3 * torque));
        parameters.add(new Parameter(VISCOUS, 0, friction, -1e4 * friction, 1e4 * friction));
    }

    @Override
    public List<Parameter> parameters() {
        return parameters;
    }

    @Override
    public List<Signal> signals() {
        List<Signal> signals = new ArrayList<>();
        signals.add(new Signal("shaft.speed", true));
        for (int i = 0; i < measured.length; i++) {
            signals.add(new Signal("current." + i, false));
        }
        return signals;
    }

    @Override
    public List<Segment> segments() {
        return segments;
    }

    /** The machine with these parameters. */
    Machine machine(double[] theta) {
        return kind.machine(prior, theta, ELECTRICAL);
    }

    /** Greatest amplitude of a voltage in the machine's axes, over the supply's. */
    double reach() {
        return axes.reach();
    }

    /** Torque per sample, as the last call of {@link #residuals} made it; read only. */
    double[] torqueNm() {
        return torqueNm;
    }

    @Override
    public void residuals(double[] theta, double[][] residualOut) {
        commands.rewind();
        Machine machine = machine(theta);
        Load load = new Load.Polynomial(theta[shaft], theta[shaft + 1], theta[shaft + 2], 0);
        for (Segment segment : segments) {
            double angleRad = electricalRad(segment.from(), theta);
            axes.currents(recording.sensors()[segment.from()], angleRad, theta[1], measured);
            windings.begin(machine, measured);
            double speed = 0;
            double before = 0;
            for (int k = segment.from(); k < segment.to(); k++) {
                boolean first = k == segment.from();
                if (!first) {
                    advance(k - 1, theta);
                }
                axes.currents(recording.sensors()[k], electricalRad(k, theta), theta[1], measured);
                for (int i = 0; i < measured.length; i++) {
                    residualOut[1 + i][k] = measured[i] - windings.current(i);
                }
                torqueNm[k] = windings.torqueNm();
                double rate = load.acceleration(0, course.speedRadPerS[k], torqueNm[k]);
                double gained = first ? 0 : (before + rate) / 2 * spanS(k);
                double seen = first ? course.speedRadPerS[k] : course.turnedRad[k] / spanS(k);
                residualOut[0][k] = seen - (speed + gained / 2); // means over the time since the sample before
                speed += gained;
                before = rate;
            }
        }
    }

    private double spanS(int k) {
        return recording.sampleTimeS()[k] - recording.sampleTimeS()[k - 1];
    }

    private double electricalRad(int k, double[] theta) {
        return Math.max(1, prior.polePairs()) * recording.sensors()[k][ANGLE] + theta[1];
    }

    /** From a sample to the next, command by command. */
    private void advance(int k, double[] theta) {
        double[] row = recording.sensors()[k];
        double omega = kind.feelsCounts()
                ? (course.speedRadPerS[k] + course.speedRadPerS[k + 1]) / 2
                : course.turnedRad[k + 1] / spanS(k + 1);
        double factor = 1 + COPPER_PER_K * (row[WINDING_TEMPERATURE] - REFERENCE_K);
        windings.turn(omega, electricalRad(k, theta), factor);
        double stepS = Math.min(STEP_S, kind.fastestS(theta, ELECTRICAL));
        double atS = recording.sampleTimeS()[k] - theta[0];
        double endS = recording.sampleTimeS()[k + 1] - theta[0];
        while (atS < endS) {
            double[] duty = commands.at(atS);
            double untilS = commands.holdsUntil(endS);
            axes.voltages(duty, row, theta[1], voltage);
            int steps = (int) Math.max(1, Math.ceil((untilS - atS) / stepS - 1e-6));
            for (int step = 0; step < steps; step++) {
                windings.step(voltage, (untilS - atS) / steps);
            }
            atS = untilS;
        }
    }
}
