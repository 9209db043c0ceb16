package dev.creance.app;

import dev.creance.drivers.BridgeDevice;
import dev.creance.drivers.LinkEnds;
import dev.creance.drivers.Links;
import dev.creance.drivers.PortSpec;
import dev.creance.runtime.Clock;
import dev.creance.runtime.DeviceException;
import dev.creance.runtime.StopRequest;
import dev.creance.runtime.flight.FlightRecorder;
import dev.creance.runtime.flight.FlightRing;
import dev.creance.runtime.loop.ControlLoop;
import dev.creance.runtime.loop.Latencies;
import dev.creance.runtime.loop.LoopParts;
import dev.creance.runtime.loop.Proposer;
import dev.creance.runtime.loop.RunPlan;
import dev.creance.runtime.loop.StopSwitch;
import dev.creance.runtime.loop.Succession;
import dev.creance.runtime.realtime.MonotonicClock;
import dev.creance.sim.Faults;
import dev.creance.sim.SimulatedDevice;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The last rehearsal, short, as in earnest: on the machine's own clock, with the threads of a flight, and over a link of the kind
 * that will be flown with. Compiled code holds on to the classes that it has met, and a flight must not be the first to bring others.
 */
final class DressRehearsal {
    private static final long FLIGHT_MS = 1_200;
    private static final long END_LIMIT_MS = 2_000;
    private static final long SPIN_NS = 60_000;
    private static final long RING_BYTES = 4 << 20;

    private DressRehearsal() {}

    static void fly(RobotConfig config, Path ringFile)
            throws UsageError, IOException, DeviceException, InterruptedException {
        try (LinkEnds ends = Links.open(likeThatOf(config), config.vehicle().baud());
                SimulatedDevice vehicle = SimulatedDevice.realTime(
                        Rehearsal.setup(config, new Faults(List.of())),
                        ends.far().orElseThrow(),
                        new MonotonicClock(0))) {
            Clock clock = new MonotonicClock(SPIN_NS);
            BridgeDevice device = new BridgeDevice(Rehearsal.profile(config, false), ends.near(), clock);
            vehicle.start();
            device.open(clock);
            fly(config, ringFile, clock, device);
        }
    }

    private static void fly(RobotConfig config, Path ringFile, Clock clock, BridgeDevice device)
            throws UsageError, IOException, InterruptedException {
        Controls controls = Controls.of(config);
        Latencies latencies = new Latencies();
        StopSwitch stop = new StopSwitch();
        Proposer proposer = controls.proposer(false, latencies, () -> {});
        Succession succession = new Succession(proposer, controls.pipeline());
        FlightRing ring = FlightRing.create(ringFile, controls.schema(Map.of()), RING_BYTES);
        FlightRecorder recorder = new FlightRecorder(ring, List.of());
        ControlLoop loop = new ControlLoop(
                config.loop(),
                new RunPlan(Long.MAX_VALUE, config.vehicle().commandValidityUs(), false),
                new LoopParts(clock, device, controls.pipeline(), succession, ring, latencies, stop));
        Thread tick = Thread.ofPlatform().name("creance-rehearsal").daemon().unstarted(loop::run);
        proposer.start();
        recorder.start();
        tick.start();
        Thread.sleep(FLIGHT_MS);
        stop.request(StopRequest.CUT);
        if (!tick.join(Duration.ofMillis(END_LIMIT_MS))) {
            throw new IllegalStateException("it does not end"); // and may still write: its ring must stay mapped
        }
        succession.close();
        recorder.close();
        ring.close();
        controls.closeGuards();
    }

    /** A pseudo-terminal pair of its own stands in for a serial port; for others there is nothing at hand but memory. */
    static PortSpec likeThatOf(RobotConfig config) {
        return config.vehicle().port().hasBaud() ? new PortSpec.PtySimulated() : new PortSpec.InProcess();
    }
}
