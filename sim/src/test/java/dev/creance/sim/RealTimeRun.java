package dev.creance.sim;

/** A run in which the device goes by its own clock, on its own thread, as it does on the wall's; here that clock is moved by hand. */
final class RealTimeRun extends MachineRun {
    private final HandClock clock;

    RealTimeRun(SimulationSetup setup, TestHost.Pilot pilot) {
        this(setup, pilot, new HandClock());
    }

    private RealTimeRun(SimulationSetup setup, TestHost.Pilot pilot, HandClock clock) {
        super(setup, false, link -> SimulatedDevice.realTime(setup, link, clock), pilot);
        this.clock = clock;
        device.start();
    }

    @Override
    void tick() {
        nowNs += TestHost.TICK_NS;
        clock.advanceTo(nowNs);
        host.tick(nowNs);
    }

    @Override
    public void close() {
        clock.stop();
        super.close();
    }
}
