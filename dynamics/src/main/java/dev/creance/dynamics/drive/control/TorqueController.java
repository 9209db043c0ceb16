package dev.creance.dynamics.drive.control;

import dev.creance.runtime.HotPath;

/** Follows a torque: an operating point turns it into currents, a current controller these into an action. */
public final class TorqueController implements DriveController {
    private final OperatingPoint operatingPoint;
    private final DriveController currentController;
    private final double[] currentA;

    /** @param currentController follows as many references as the operating point chooses */
    public TorqueController(OperatingPoint operatingPoint, DriveController currentController) {
        this.operatingPoint = operatingPoint;
        this.currentController = currentController;
        currentA = new double[operatingPoint.currents()];
        if (currentController.references() != currentA.length) {
            throw new IllegalArgumentException("the operating point chooses " + currentA.length
                    + " currents, but the current controller follows " + currentController.references());
        }
    }

    @Override
    public int references() {
        return 1;
    }

    @Override
    @HotPath
    public void control(double[] measured, double[] reference, double[] actionOut) {
        operatingPoint.choose(reference[0], measured, currentA);
        currentController.control(measured, currentA, actionOut);
    }

    @Override
    @HotPath
    public void reset() {
        currentController.reset();
    }
}
