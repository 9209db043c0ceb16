package dev.creance.sim.drive;

import dev.creance.runtime.HotPath;

/** Where the converter takes its voltage from. Allocation-free after construction; not thread-safe. */
public sealed interface Supply permits IdealSupply, CapacitorSupply, MainsSupply, DcLink {
    /** The voltage that the step which begins now works with, V. */
    @HotPath
    double voltageV(double timeS);

    /** Takes a current for some time; negative where the machine feeds back. */
    @HotPath
    void draw(double currentA, double dtS);

    /** Back to the first moment. */
    void reset();
}
