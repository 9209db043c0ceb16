package dev.creance.app;

import dev.creance.bridge.Envelope;
import dev.creance.drivers.LinkEnds;
import dev.creance.runtime.Channel;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Shield;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import dev.creance.runtime.realtime.MonotonicClock;
import dev.creance.sim.EnvelopeLimits;
import dev.creance.sim.SimulatedDevice;
import dev.creance.sim.SimulationSetup;
import java.util.List;

/** The simulated machine at the far end of the link, where there is one. */
final class Simulation implements AutoCloseable {
    /** How far above the floor a vehicle must have been before being below it is a violation. */
    private static final double AIRBORNE_M = 0.1;

    private static final long SETTLE_NS = 30_000_000_000L;

    private final SimulatedDevice device;

    private Simulation(SimulatedDevice device) {
        this.device = device;
    }

    static Simulation start(RobotConfig config, Envelope envelope, LinkEnds ends, boolean lockstep, long seed) {
        SimulationSetup setup = new SimulationSetup(
                config.plant().orElseThrow(),
                EnvelopeLimits.from(config.root().child("shield").child("limits")),
                envelope,
                config.faults(),
                seed);
        SimulatedDevice device = lockstep
                ? SimulatedDevice.lockstep(setup, ends.far().orElseThrow())
                : SimulatedDevice.realTime(setup, ends.far().orElseThrow(), new MonotonicClock());
        if (ends.near() instanceof PolledLink near) {
            near.polls(device);
        } else {
            device.start();
        }
        return new Simulation(device);
    }

    SimulatedDevice device() {
        return device;
    }

    /** The shield, with word to the judge of the truth whether the vehicle is on its way up or down through the floor. */
    Shield judged(Shield shield, double floorM, int heightChannel) {
        return new Judged(shield, device, floorM, heightChannel);
    }

    /** Lets the vehicle come down by itself where the run ended with it in the air. */
    boolean settle() {
        return device.settle(SETTLE_NS);
    }

    @Override
    public void close() {
        device.close();
    }

    private static final class Judged implements Shield {
        private final Shield shield;
        private final SimulatedDevice device;
        private final double floorM;
        private final int heightChannel;
        private boolean airborne;

        Judged(Shield shield, SimulatedDevice device, double floorM, int heightChannel) {
            this.shield = shield;
            this.device = device;
            this.floorM = floorM;
            this.heightChannel = heightChannel;
        }

        @Override
        public List<Channel> margins() {
            return shield.margins();
        }

        @Override
        @HotPath
        public void decide(TickInputs in, TickOutputs out) {
            shield.decide(in, out);
            FailsafeState state = out.decision.state;
            boolean flying = state == FailsafeState.ACTIVE || state == FailsafeState.BACKUP;
            airborne = flying && (airborne || in.sensors.values[heightChannel] > floorM + AIRBORNE_M);
            device.floorApplies(airborne);
        }
    }
}
