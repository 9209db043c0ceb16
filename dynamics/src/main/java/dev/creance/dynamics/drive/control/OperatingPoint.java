package dev.creance.dynamics.drive.control;

import dev.creance.runtime.HotPath;

/** Which currents make a torque. */
public sealed interface OperatingPoint
        permits DirectCurrentOperatingPoint, SynchronousOperatingPoint, InductionOperatingPoint {
    /** How many currents there are to choose. */
    int currents();

    /**
     * The currents for a torque, within their limits.
     *
     * @param measured at the offsets of {@link dev.creance.dynamics.drive.DriveChannels}
     * @param currentAOut references of a current controller
     */
    @HotPath
    void choose(double torqueNm, double[] measured, double[] currentAOut);
}
