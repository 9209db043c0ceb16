package dev.creance.sim;

import dev.creance.runtime.DeviceState;
import java.util.ArrayList;
import java.util.List;

/** A whole lockstep run on one thread: host, wire, device, plant. */
public class LockstepRun {
    final Faults faults;
    public final SimulatedDevice device;
    final TestHost host;
    public final List<DeviceState> states = new ArrayList<>();
    public long nowNs;

    LockstepRun(SimulationSetup setup, TestHost.Pilot pilot) {
        faults = setup.faults();
        MemoryLink[] ends = MemoryLink.pair();
        device = SimulatedDevice.lockstep(setup, ends[1]);
        host = new TestHost(ends[0], true, setup.plant(), setup.envelope(), pilot);
        host.endpoint.hello(0);
        device.poll();
        states.add(DeviceState.DISARMED);
    }

    /** Goes on for so long, and notes the states that the device comes to. */
    LockstepRun run(long durationNs) {
        long endNs = nowNs + durationNs;
        while (nowNs < endNs) {
            tick();
            if (device.state() != states.getLast()) {
                states.add(device.state());
            }
        }
        return this;
    }

    void tick() {
        host.tick(nowNs);
        nowNs += TestHost.TICK_NS;
        host.endpoint.grant(nowNs, nowNs);
        device.poll();
    }

    /** What the device streamed last. */
    double measured(String channel) {
        return host.sensors.values[host.sensors.layout().indexOf(channel)];
    }
}
