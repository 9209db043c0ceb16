package dev.creance.dynamics.drive.control;

import dev.creance.runtime.HotPath;

/** What commands a drive's converter once per period. Allocation-free after construction; not thread-safe. */
public interface DriveController {
    /** How many references it follows. */
    int references();

    /**
     * One period.
     *
     * @param measured at the offsets of {@link dev.creance.dynamics.drive.DriveChannels}
     * @param reference what should be, in the units of the measured
     * @param actionOut for the converter; not clipped, for a converter does that itself
     */
    @HotPath
    void control(double[] measured, double[] reference, double[] actionOut);

    /** Forgets all that came before. */
    @HotPath
    void reset();
}
