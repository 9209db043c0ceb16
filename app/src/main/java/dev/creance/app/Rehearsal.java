package dev.creance.app;

import dev.creance.bridge.HostProfile;
import dev.creance.bridge.Protocol;
import dev.creance.drivers.BridgeDevice;
import dev.creance.drivers.LinkEnds;
import dev.creance.drivers.Links;
import dev.creance.drivers.PortSpec;
import dev.creance.policies.FlownPolicy;
import dev.creance.runtime.DeviceException;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Link;
import dev.creance.runtime.LockstepClock;
import dev.creance.runtime.Policy;
import dev.creance.runtime.flight.FlightRecorder;
import dev.creance.runtime.flight.FlightRing;
import dev.creance.runtime.loop.ControlLoop;
import dev.creance.runtime.loop.Entrant;
import dev.creance.runtime.loop.Latencies;
import dev.creance.runtime.loop.LoopParts;
import dev.creance.runtime.loop.PolicyWarmUp;
import dev.creance.runtime.loop.RunPlan;
import dev.creance.runtime.loop.Seat;
import dev.creance.runtime.loop.StopSwitch;
import dev.creance.runtime.loop.Succession;
import dev.creance.runtime.loop.ThreadProposer;
import dev.creance.runtime.realtime.MonotonicClock;
import dev.creance.sim.Fault;
import dev.creance.sim.Faults;
import dev.creance.sim.FaultyPolicy;
import dev.creance.sim.PlantConfig;
import dev.creance.sim.SimulatedDevice;
import dev.creance.sim.SimulationSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Dry flights before the real one, with a second set of objects: in memory and in virtual time, with faults that call on the backup
 * and the landing, and at last a {@link DressRehearsal}. Afterwards every path of a tick is linked and compiled, so the first armed
 * second runs like the rest.
 */
final class Rehearsal {
    private static final long DURATION_NS = 12_000_000_000L;
    // The compiler leaves out what it has not seen, and what happens in the first ticks alone it has not: its code for
    // the tick would be thrown away in the first tick of the flight. So there are more starts, shorter ones.
    private static final long AGAIN_NS = 3_000_000_000L;
    private static final long SECOND_NS = 1_000_000_000;
    private static final List<Fault> FAULTS = List.of(
            new Fault(Fault.Kind.POLICY_NAN, 8 * SECOND_NS, SECOND_NS / 5),
            new Fault(Fault.Kind.LINK_CUT, 10 * SECOND_NS, SECOND_NS / 5));
    private static final Faults NO_FAULTS = new Faults(List.of());
    private static final long JOINS_NS = SECOND_NS / 2;
    private static final long POLICY_LIMIT_NS = 5_000_000_000L;
    private static final long RING_BYTES = 4 << 20;
    private static final int SESSION = 1;
    private static final int REPEATS = 30_000;
    private static final int LINK_REPEATS = 6_000;
    private static final int LINK_READ_BYTES = 1024;

    private Rehearsal() {}

    /** Flies it; a rehearsal that does not work is a warning, for the flight itself will say why. */
    static void fly(RobotConfig config, Console console) throws UsageError {
        try {
            Path folder = Files.createTempDirectory("creance-rehearsal");
            Path ring = folder.resolve("rehearsal.ring");
            try {
                fly(config, ring, DURATION_NS, new Faults(FAULTS));
                Files.delete(ring);
                repeatLink(config);
                fly(config, ring, AGAIN_NS, NO_FAULTS);
                Files.delete(ring);
                warmUp(config, console);
                DressRehearsal.fly(config, ring);
            } finally {
                Files.deleteIfExists(ring);
                Files.deleteIfExists(folder);
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        } catch (IOException | DeviceException | IllegalStateException e) {
            console.warn("the warm-up flight failed, the first seconds may be slower: " + e.getMessage());
        }
    }

    /** What runs at the policy's rate alone would be compiled only minutes into a flight. */
    private static void repeatPolicy(RobotConfig config, Policy policy) {
        Frame sensors = new Frame(config.machine().sensors());
        sensors.validBits = sensors.allValid();
        Frame reference = new Frame(config.reference().layout());
        float[] observation = new float[policy.observationSize()];
        float[] action = new float[policy.actionSize()];
        double[] command = new double[config.machine().commands().size()];
        for (int i = 0; i < REPEATS; i++) {
            config.reference().sample(i * config.loop().tickPeriodNs(), reference);
            policy.observe(sensors, reference, observation);
            policy.command(action, command);
            policy.acted(action, command);
        }
    }

    /** The flight begins when inferences are as they will be in it. */
    private static void warmUp(RobotConfig config, Console console) throws UsageError {
        Controls controls = Controls.of(config);
        controls.closeGuards();
        try (FlownPolicy policy = controls.manifest()) {
            PolicyWarmUp.Result result = PolicyWarmUp.of(policy, new MonotonicClock());
            if (!result.steady()) {
                console.warn(String.format(
                        Locale.ROOT,
                        "the policy's inferences have not become steady in the warm-up: %.0f bytes and at least %.1f us each",
                        result.bytes(),
                        result.leastNs() / 1e3));
            }
        }
    }

    private static void repeatLink(RobotConfig config) throws DeviceException {
        PortSpec port = DressRehearsal.likeThatOf(config);
        if (port instanceof PortSpec.PtySimulated) {
            byte[] bytes = new byte
                    [Protocol.commandWireBytes(config.machine().commands().size())];
            byte[] received = new byte[LINK_READ_BYTES];
            try (LinkEnds ends = Links.open(port, config.vehicle().baud())) {
                Link far = ends.far().orElseThrow();
                for (int i = 0; i < LINK_REPEATS; i++) {
                    ends.near().write(bytes, bytes.length);
                    far.read(received);
                    far.write(bytes, bytes.length);
                    ends.near().read(received);
                }
            }
        }
    }

    /** The same policy again takes over from itself, where one may take over: a tick sees then what it has not seen before. */
    private static Optional<Entrant> follower(RobotConfig config) throws UsageError {
        if (!config.lifeCycle().candidates()) {
            return Optional.empty();
        }
        Controls controls = Controls.of(config);
        controls.closeGuards();
        FlownPolicy policy = controls.manifest();
        ThreadProposer proposer = ThreadProposer.lockstep(policy, new Latencies(), POLICY_LIMIT_NS);
        proposer.start();
        return Optional.of(new Entrant(new Seat(policy.identity(), policy, true), proposer, JOINS_NS));
    }

    /** A machine like that of the flight, which nobody judges. */
    static SimulationSetup setup(RobotConfig config, Faults faults) throws UsageError {
        PlantConfig plant = config.plant().orElseGet(config.machine()::stand);
        return new SimulationSetup(plant, plant.noLimits(), Envelopes.of(config), faults, 1);
    }

    static HostProfile profile(RobotConfig config, boolean lockstep) throws UsageError {
        return new HostProfile(
                "creance",
                SESSION,
                lockstep,
                config.machine().sensors(),
                config.machine().commands(),
                Envelopes.of(config));
    }

    private static void fly(RobotConfig config, Path ringFile, long durationNs, Faults faults)
            throws UsageError, IOException, DeviceException {
        Controls controls = Controls.of(config);
        Latencies latencies = new Latencies();
        controls = controls.with(
                FaultyPolicy.wrap(controls.manifest(), faults, config.loop().policyRateHz()));
        try (LinkEnds ends = Links.open(new PortSpec.InProcess(), 0)) {
            PolledLink near = new PolledLink(ends.near());
            near.polls(
                    SimulatedDevice.lockstep(setup(config, faults), ends.far().orElseThrow()));
            BridgeDevice device = new BridgeDevice(profile(config, true), near, new MonotonicClock());
            LockstepClock clock = new LockstepClock(device);
            device.open(clock);
            FlightRing ring = FlightRing.create(ringFile, controls.schema(Map.of()), RING_BYTES);
            FlightRecorder recorder = new FlightRecorder(ring, List.of());
            ThreadProposer proposer = ThreadProposer.lockstep(controls.policy(), latencies, POLICY_LIMIT_NS);
            try {
                proposer.start();
                recorder.start();
                Succession succession = new Succession(proposer, controls.pipeline());
                if (faults.all().isEmpty()) { // these befall the policy that is in charge at first
                    follower(config).ifPresent(succession::offer);
                }
                new ControlLoop(
                                config.loop(),
                                new RunPlan(durationNs, config.vehicle().commandValidityUs(), true),
                                new LoopParts(
                                        clock,
                                        device,
                                        controls.pipeline(),
                                        succession,
                                        ring,
                                        latencies,
                                        new StopSwitch()))
                        .run();
                repeatPolicy(config, controls.manifest());
                succession.close();
            } finally {
                recorder.close();
                ring.close();
                controls.closeGuards();
            }
        }
    }
}
