package dev.creance.dynamics.drive.control;

import static dev.creance.dynamics.drive.DriveChannels.SPEED;

import dev.creance.runtime.HotPath;

/**
 * The outer loop of a cascade: a PI controller turns the error of the speed into a torque, an operating point the torque into
 * currents, a current controller these into an action. It integrates only while the torque is within its limits.
 */
public final class SpeedController implements DriveController {
    private final PiController speed;
    private final TorqueRange range;
    private final double periodS;
    private final OperatingPoint operatingPoint;
    private final DriveController currentController;
    private final double[] currentA;

    /** What torque may be asked for; 0 lies in it. */
    public record TorqueRange(double leastNm, double greatestNm) {
        /** As much either way. */
        public static TorqueRange symmetric(double limitNm) {
            return new TorqueRange(-limitNm, limitNm);
        }

        @HotPath
        double clip(double torqueNm) {
            return torqueNm >= 0 ? Math.min(torqueNm, greatestNm) : torqueNm < 0 ? Math.max(torqueNm, leastNm) : 0;
        }
    }

    /** @param currentController follows as many references as the operating point chooses */
    public SpeedController(
            PiGains gains,
            double periodS,
            TorqueRange range,
            OperatingPoint operatingPoint,
            DriveController currentController) {
        speed = new PiController(gains);
        this.periodS = periodS;
        this.range = range;
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
        double error = reference[0] - measured[SPEED];
        double torqueNm = speed.command(error);
        double clippedNm = range.clip(torqueNm);
        if (clippedNm == torqueNm) {
            speed.integrate(error, periodS);
        }
        operatingPoint.choose(clippedNm, measured, currentA);
        currentController.control(measured, currentA, actionOut);
    }

    @Override
    @HotPath
    public void reset() {
        speed.reset();
        currentController.reset();
    }
}
