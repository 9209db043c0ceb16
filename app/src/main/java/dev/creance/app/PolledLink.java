package dev.creance.app;

import dev.creance.runtime.HotPath;
import dev.creance.runtime.Link;
import dev.creance.sim.SimulatedDevice;

/**
 * The near end of an in-process link in lockstep: looking at it lets the simulated device at the far end work, on the same
 * thread, so that nothing is handed between threads.
 */
final class PolledLink implements Link {
    private final Link near;
    private SimulatedDevice device;

    PolledLink(Link near) {
        this.near = near;
    }

    void polls(SimulatedDevice simulated) {
        device = simulated;
    }

    @Override
    @HotPath
    public int read(byte[] buffer) {
        if (device != null) {
            device.poll();
        }
        return near.read(buffer);
    }

    @Override
    @HotPath
    public int write(byte[] buffer, int length) {
        return near.write(buffer, length);
    }

    @Override
    public double bytesPerS() {
        return near.bytesPerS();
    }

    @Override
    public String describe() {
        return near.describe();
    }

    @Override
    public void close() {
        near.close();
    }
}
