package dev.creance.sim;

import dev.creance.dynamics.quadrotor.QuadrotorParameterFiles;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.sim.quadrotor.QuadrotorLimits;
import dev.creance.sim.quadrotor.QuadrotorPlantConfig;
import dev.creance.sim.quadrotor.QuadrotorTruth;
import dev.creance.sim.quadrotor.SensorConfig;
import java.util.ArrayList;
import java.util.List;

/** A whole lockstep flight on one thread: host, wire, device, plant. */
final class LockstepFlight {
    static final String EIGHT =
            "{kind: figure_eight, height: 1 m, climb: 0.5 m/s, hold: 1 s, interval: 5.5 s, scale: 1 m}";
    static final QuadrotorLimits LIMITS = QuadrotorLimits.from(ConfigFile.parse("limits", """
            altitude: {floor: 0.15 m, ceiling: 2.5 m}
            geofence: [[-2.5 m, -2.5 m], [2.5 m, -2.5 m], [2.5 m, 2.5 m], [-2.5 m, 2.5 m]]
            tilt: 60 deg
            body_rate: 12 rad/s
            """));

    final Faults faults;
    final SimulatedDevice device;
    final TestHost host;
    final List<DeviceState> states = new ArrayList<>();
    long nowNs;

    LockstepFlight(long seed, String faultList) {
        this(setup(seed, Faults.from(ConfigFile.parse("faults", faultList))));
    }

    LockstepFlight(SimulationSetup setup) {
        faults = setup.faults();
        MemoryLink[] ends = MemoryLink.pair();
        device = SimulatedDevice.lockstep(setup, ends[1]);
        host = new TestHost(ends[0], true, EIGHT);
        host.endpoint.hello(0);
        device.poll();
        states.add(DeviceState.DISARMED);
    }

    static SimulationSetup setup(long seed, Faults faults) {
        PlantConfig plant =
                QuadrotorPlantConfig.onGround(QuadrotorParameterFiles.named("crazyflie-2.x"), SensorConfig.crazyflie());
        return new SimulationSetup(plant, LIMITS, TestHost.ENVELOPE, faults, seed);
    }

    QuadrotorTruth truth() {
        return (QuadrotorTruth) device.truth();
    }

    LockstepFlight run(long durationNs) {
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
}
