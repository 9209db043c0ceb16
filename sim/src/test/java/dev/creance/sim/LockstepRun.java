package dev.creance.sim;

/** A whole lockstep run on one thread. */
public class LockstepRun extends MachineRun {
    LockstepRun(SimulationSetup setup, TestHost.Pilot pilot) {
        super(setup, true, link -> SimulatedDevice.lockstep(setup, link), pilot);
        device.poll();
    }

    @Override
    LockstepRun run(long durationNs) {
        super.run(durationNs);
        return this;
    }

    @Override
    void tick() {
        host.tick(nowNs);
        nowNs += TestHost.TICK_NS;
        host.endpoint.grant(nowNs, nowNs);
        device.poll();
    }
}
