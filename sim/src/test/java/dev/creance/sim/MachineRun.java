package dev.creance.sim;

import dev.creance.runtime.DeviceState;
import dev.creance.runtime.DeviceStatus;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Host, wire, device and plant, one tick of the host after the other. */
public abstract class MachineRun implements AutoCloseable {
    final Faults faults;
    public final SimulatedDevice device;
    final TestHost host;
    public final List<DeviceState> states = new ArrayList<>();
    public long nowNs;

    /** @param farEnd makes the device at its end of the wire */
    MachineRun(SimulationSetup setup, boolean lockstep, Function<Link, SimulatedDevice> farEnd, TestHost.Pilot pilot) {
        faults = setup.faults();
        MemoryLink[] ends = MemoryLink.pair();
        device = farEnd.apply(ends[1]);
        host = new TestHost(ends[0], lockstep, setup.plant(), setup.envelope(), pilot);
        host.endpoint.hello(0);
        states.add(DeviceState.DISARMED);
    }

    /** Goes on for so long, and notes the states that the device comes to. */
    MachineRun run(long durationNs) {
        long endNs = nowNs + durationNs;
        while (nowNs < endNs) {
            tick();
            if (device.state() != states.getLast()) {
                states.add(device.state());
            }
        }
        return this;
    }

    abstract void tick();

    /** What the device streamed last. */
    double measured(String channel) {
        return host.sensors.values[host.sensors.layout().indexOf(channel)];
    }

    boolean valid(String channel) {
        Frame frame = host.sensors;
        return frame.isValid(frame.layout().indexOf(channel));
    }

    DeviceStatus status() {
        DeviceStatus status = new DeviceStatus();
        host.endpoint.statusInto(nowNs, status);
        return status;
    }

    @Override
    public void close() {
        device.close();
    }
}
