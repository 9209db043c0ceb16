package dev.creance.dynamics.drive.estimate;

import static dev.creance.dynamics.drive.Machine.OMEGA;
import static dev.creance.dynamics.drive.PermanentMagnetSynchronous.ANGLE;
import static dev.creance.dynamics.drive.SynchronousMachine.DIRECT;
import static dev.creance.dynamics.drive.SynchronousMachine.QUADRATURE;

import dev.creance.dynamics.drive.PermanentMagnetSynchronous;
import dev.creance.dynamics.drive.ThreePhase;
import dev.creance.dynamics.estimate.TrackingGains;
import dev.creance.runtime.HotPath;

/**
 * Currents, speed and load torque of a permanent-magnet synchronous drive, from its phase currents, the voltages that it was fed,
 * and an encoder that knows the angle in steps: a Luenberger observer.
 *
 * <p>Between samples it integrates the machine's own equations with the load torque as a constant. The encoder corrects angle,
 * speed and load torque, so that all three errors die out with one time constant; the current sensors correct the currents. A
 * constant load torque leaves no error in the speed, for it is a state; a torque that ramps up is followed with a constant lag.
 *
 * <p>Measurements that are not finite are left out; after {@code longestMissing} in a row, or if voltages are not finite, the
 * observer is {@linkplain #valid not valid} until {@link #start}. Allocation-free after construction; not thread-safe.
 */
@HotPath
public final class DriveObserver {
    private static final double TURN_RAD = 2 * Math.PI;

    /** The unwrapped angle is taken back to one turn beyond this, so that sine and cosine stay exact. */
    private static final double MOST_TURNS = 1000;

    private final Settings settings;
    private final TrackingGains gains;
    private final double currentGain;
    private final double[] x = new double[4];
    private final double[] middle = new double[4];
    private final double[] rate = new double[4];
    private final double[] windingV = new double[2];
    private final double[] measured = new double[2];
    private double loadNm;
    private int missing;
    private boolean valid;

    /**
     * What it believes.
     *
     * @param inertiaKgM2 of rotor and load together
     * @param viscousNmS friction that is known; the rest of it is load torque
     * @param periodS between samples
     * @param bandwidth how fast errors die out
     * @param longestMissing samples in a row that it does without
     */
    public record Settings(
            PermanentMagnetSynchronous machine,
            double inertiaKgM2,
            double viscousNmS,
            double periodS,
            Bandwidth bandwidth,
            int longestMissing) {}

    /** Bandwidths: an error dies out as e^(−2π f t). */
    public record Bandwidth(double currentHz, double mechanicalHz) {}

    public DriveObserver(Settings settings) {
        this.settings = settings;
        double perHz = -2 * Math.PI * settings.periodS;
        gains = TrackingGains.fading(StrictMath.exp(perHz * settings.bandwidth.mechanicalHz));
        currentGain = 1 - StrictMath.exp(perHz * settings.bandwidth.currentHz);
    }

    /** Begins, or begins anew, without current or load. */
    public void start(double shaftRad, double speedRadPerS) {
        x[OMEGA] = speedRadPerS;
        x[DIRECT] = 0;
        x[QUADRATURE] = 0;
        x[ANGLE] = shaftRad * settings.machine.polePairs();
        loadNm = 0;
        missing = 0;
        valid = Double.isFinite(shaftRad + speedRadPerS);
    }

    /**
     * One period: goes on under the voltages that acted in it, then takes what is measured at its end.
     *
     * @param terminalV of the three phases
     * @param currentA of the three phases, from {@code at} on
     * @param shaftRad of the encoder; wrapped or not
     */
    public void step(double[] terminalV, double[] currentA, int at, double shaftRad) {
        if (!valid) {
            return;
        }
        predict(terminalV);
        boolean complete = Double.isFinite(shaftRad + currentA[at] + currentA[at + 1] + currentA[at + 2]);
        missing = complete ? 0 : missing + 1;
        if (complete) {
            correctShaft(shaftRad);
            correctCurrents(currentA, at);
        }
        valid = missing <= settings.longestMissing
                && Double.isFinite(x[OMEGA] + x[DIRECT] + x[QUADRATURE] + x[ANGLE] + loadNm);
        turnBack();
    }

    /** Two stages of Runge-Kutta, by the slope in the middle. */
    private void predict(double[] terminalV) {
        derivative(x, terminalV);
        for (int i = 0; i < 4; i++) {
            middle[i] = x[i] + rate[i] * settings.periodS / 2;
        }
        derivative(middle, terminalV);
        for (int i = 0; i < 4; i++) {
            x[i] += rate[i] * settings.periodS;
        }
    }

    private void derivative(double[] state, double[] terminalV) {
        settings.machine.windingVoltages(state, terminalV, windingV);
        settings.machine.derivative(state, windingV, 1, rate);
        double torqueNm = settings.machine.torqueNm(state) - loadNm - settings.viscousNmS * state[OMEGA];
        rate[OMEGA] = torqueNm / settings.inertiaKgM2;
    }

    private void correctShaft(double shaftRad) {
        int poles = settings.machine.polePairs();
        double residual = shaftRad - x[ANGLE] / poles;
        residual -= TURN_RAD * Math.rint(residual / TURN_RAD);
        x[ANGLE] += poles * gains.position() * residual;
        x[OMEGA] += gains.velocity() / settings.periodS * residual;
        double acceleration = 2 * gains.acceleration() / (settings.periodS * settings.periodS) * residual;
        loadNm -= settings.inertiaKgM2 * acceleration;
    }

    private void correctCurrents(double[] currentA, int at) {
        ThreePhase.toRotor(currentA, at, x[ANGLE], measured);
        x[DIRECT] += currentGain * (measured[0] - x[DIRECT]);
        x[QUADRATURE] += currentGain * (measured[1] - x[QUADRATURE]);
    }

    private void turnBack() {
        double turn = TURN_RAD * settings.machine.polePairs();
        if (Math.abs(x[ANGLE]) > MOST_TURNS * turn) {
            x[ANGLE] -= turn * Math.rint(x[ANGLE] / turn);
        }
    }

    /** Whether what it says can be used. */
    public boolean valid() {
        return valid;
    }

    public double speedRadPerS() {
        return x[OMEGA];
    }

    public double directA() {
        return x[DIRECT];
    }

    public double quadratureA() {
        return x[QUADRATURE];
    }

    /** Of the shaft; within whole turns of the encoder's. */
    public double shaftRad() {
        return x[ANGLE] / settings.machine.polePairs();
    }

    /** What the load takes beyond the known friction. */
    public double loadNm() {
        return loadNm;
    }
}
