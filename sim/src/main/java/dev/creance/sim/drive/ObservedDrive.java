package dev.creance.sim.drive;

import static dev.creance.dynamics.drive.DriveChannels.ANGLE;
import static dev.creance.dynamics.drive.DriveChannels.CURRENT;
import static dev.creance.dynamics.drive.DriveChannels.SPEED;
import static dev.creance.dynamics.drive.DriveChannels.SUPPLY_VOLTAGE;

import dev.creance.dynamics.drive.Converter;
import dev.creance.dynamics.drive.estimate.DriveObserver;
import dev.creance.runtime.HotPath;

/**
 * What firmware streams that observes its drive: speed, angle and currents by its observer, from sensors and from the voltages that it
 * modulated. While its converter is off it knows no voltages, and passes on what is measured. Fails closed: where the observer has
 * failed, these are not numbers. Allocation-free after construction; not thread-safe.
 */
@HotPath
final class ObservedDrive {
    private static final double TURN_RAD = 2 * Math.PI;

    private final DriveObserver observer;
    private final Converter converter;
    private final double[] currentA;
    private final double[] voltage;

    ObservedDrive(DriveObserver.Settings settings, Converter converter) {
        observer = new DriveObserver(settings);
        this.converter = converter;
        currentA = new double[converter.outputs()];
        voltage = new double[converter.outputs()];
    }

    /** The converter was off in the last period. */
    void begin(double[] sensed) {
        observer.start(sensed[ANGLE], sensed[SPEED]);
    }

    /**
     * The converter was on.
     *
     * @param duty what was modulated
     * @param sensed at its end, at the terminals
     */
    void observe(double[] duty, double[] sensed, double[] inRotorOut) {
        System.arraycopy(sensed, CURRENT, currentA, 0, currentA.length);
        converter.convert(duty, currentA, voltage);
        for (int i = 0; i < voltage.length; i++) {
            voltage[i] *= sensed[SUPPLY_VOLTAGE];
        }
        observer.step(voltage, sensed, CURRENT, sensed[ANGLE]);
        boolean valid = observer.valid();
        double turns = observer.shaftRad() / TURN_RAD;
        inRotorOut[SPEED] = valid ? observer.speedRadPerS() : Double.NaN;
        inRotorOut[ANGLE] = valid ? (turns - Math.floor(turns)) * TURN_RAD : Double.NaN;
        inRotorOut[CURRENT] = valid ? observer.directA() : Double.NaN;
        inRotorOut[CURRENT + 1] = valid ? observer.quadratureA() : Double.NaN;
    }
}
