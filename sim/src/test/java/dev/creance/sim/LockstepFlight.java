package dev.creance.sim;

import dev.creance.bridge.Envelope;
import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.dynamics.quadrotor.QuadrotorParameterFiles;
import dev.creance.dynamics.quadrotor.QuadrotorReferences;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.sim.quadrotor.QuadrotorLimits;
import dev.creance.sim.quadrotor.QuadrotorPlantConfig;
import dev.creance.sim.quadrotor.QuadrotorTruth;
import dev.creance.sim.quadrotor.SensorConfig;
import dev.creance.sim.quadrotor.TestPilot;
import java.util.Optional;

/** A quadrotor's run: it climbs, then flies an eight. */
final class LockstepFlight extends LockstepRun {
    static final String EIGHT =
            "{kind: figure_eight, height: 1 m, climb: 0.5 m/s, hold: 1 s, interval: 5.5 s, scale: 1 m}";
    static final QuadrotorLimits LIMITS = QuadrotorLimits.from(ConfigFile.parse("limits", """
            altitude: {floor: 0.15 m, ceiling: 2.5 m}
            geofence: [[-2.5 m, -2.5 m], [2.5 m, -2.5 m], [2.5 m, 2.5 m], [-2.5 m, 2.5 m]]
            tilt: 60 deg
            body_rate: 12 rad/s
            """));

    static final Envelope ENVELOPE = TestHost.envelope(QuadrotorChannels.commands(), 0, 1);

    LockstepFlight(long seed, String faultList) {
        this(setup(seed, Faults.from(ConfigFile.parse("faults", faultList), Optional.of(plant()))));
    }

    LockstepFlight(SimulationSetup setup) {
        super(setup, pilot());
    }

    static TestHost.Pilot pilot() {
        TestPilot pilot = new TestPilot(
                QuadrotorParameterFiles.named("crazyflie-2.x"),
                QuadrotorReferences.from(ConfigFile.parse("reference", EIGHT)));
        return (measured, elapsedNs, throttle) -> pilot.fly(measured, elapsedNs, throttle, 1e-3);
    }

    private static QuadrotorPlantConfig plant() {
        return QuadrotorPlantConfig.onGround(QuadrotorParameterFiles.named("crazyflie-2.x"), SensorConfig.crazyflie());
    }

    static SimulationSetup setup(long seed, Faults faults) {
        return new SimulationSetup(plant(), LIMITS, ENVELOPE, faults, seed);
    }

    QuadrotorTruth truth() {
        return (QuadrotorTruth) device.truth();
    }

    @Override
    LockstepFlight run(long durationNs) {
        super.run(durationNs);
        return this;
    }
}
