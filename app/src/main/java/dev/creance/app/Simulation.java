package dev.creance.app;

import dev.creance.bridge.Envelope;
import dev.creance.drivers.LinkEnds;
import dev.creance.runtime.Channel;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Shield;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import dev.creance.runtime.realtime.MonotonicClock;
import dev.creance.sim.DecisionObserver;
import dev.creance.sim.SimulatedDevice;
import dev.creance.sim.SimulationSetup;
import java.util.List;

/** The simulated machine at the far end of the link, where there is one. */
final class Simulation implements AutoCloseable {
    private static final long SETTLE_NS = 30_000_000_000L;

    private final SimulatedDevice device;

    private Simulation(SimulatedDevice device) {
        this.device = device;
    }

    static Simulation start(
            RobotConfig config, Envelope envelope, LinkEnds ends, Flight.Options options, Runnable onThread) {
        SimulationSetup setup = new SimulationSetup(
                config.plant().orElseThrow(),
                config.plant()
                        .orElseThrow()
                        .limits(config.root().child("shield").child("limits")),
                envelope,
                config.faults(),
                options.seed());
        SimulatedDevice device = options.lockstep()
                ? SimulatedDevice.lockstep(setup, ends.far().orElseThrow())
                : SimulatedDevice.realTime(setup, ends.far().orElseThrow(), new MonotonicClock(0), onThread);
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

    /** The shield, with word to the judge of the truth what it decided. */
    Shield judged(Shield shield) {
        return new Judged(shield, device.observer(shield.margins()));
    }

    /** Lets the vehicle come down by itself where the run ended with it in the air. */
    boolean settle() {
        return device.settle(SETTLE_NS);
    }

    /** In real time: whether the vehicle stands on the ground with its rotors off by now. */
    boolean rests() {
        return device.settle(0);
    }

    @Override
    public void close() {
        device.close();
    }

    private record Judged(Shield shield, DecisionObserver judge) implements Shield {
        @Override
        public List<Channel> margins() {
            return shield.margins();
        }

        @Override
        @HotPath
        public void decide(TickInputs in, TickOutputs out) {
            shield.decide(in, out);
            judge.decided(out.decision);
        }
    }
}
