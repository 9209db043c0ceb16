package dev.creance.sim.drive;

import dev.creance.runtime.HotPath;

/** A battery so large that its voltage never moves. */
public record IdealSupply(double voltageV) implements Supply {
    @Override
    @HotPath
    public double voltageV(double timeS) {
        return voltageV;
    }

    @Override
    @HotPath
    public void draw(double currentA, double dtS) {}

    @Override
    public void reset() {}
}
