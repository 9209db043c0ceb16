package dev.creance.app;

import dev.creance.bridge.Envelope;
import dev.creance.bridge.HostProfile;
import dev.creance.drivers.BridgeDevice;
import dev.creance.drivers.LinkEnds;
import dev.creance.drivers.Links;
import dev.creance.drivers.PortSpec;
import dev.creance.fleet.TelemetrySink;
import dev.creance.policies.ManifestPolicy;
import dev.creance.record.CandidateFlights;
import dev.creance.record.FlightEvent;
import dev.creance.record.FlightMetrics;
import dev.creance.record.McapSink;
import dev.creance.record.RatingStatistics;
import dev.creance.record.SetpointChanges;
import dev.creance.record.report.FlightTraces;
import dev.creance.runtime.Cause;
import dev.creance.runtime.Clock;
import dev.creance.runtime.DeviceException;
import dev.creance.runtime.LockstepClock;
import dev.creance.runtime.Sink;
import dev.creance.runtime.flight.FlightRecorder;
import dev.creance.runtime.flight.FlightRing;
import dev.creance.runtime.flight.RecordSchema;
import dev.creance.runtime.lateness.LateTickReport;
import dev.creance.runtime.loop.ControlLoop;
import dev.creance.runtime.loop.Latencies;
import dev.creance.runtime.loop.LoopParts;
import dev.creance.runtime.loop.LoopResult;
import dev.creance.runtime.loop.Proposer;
import dev.creance.runtime.loop.RunPlan;
import dev.creance.runtime.loop.SetpointSwitch;
import dev.creance.runtime.loop.StopPath;
import dev.creance.runtime.loop.StopSwitch;
import dev.creance.runtime.loop.Succession;
import dev.creance.runtime.realtime.CpuLatency;
import dev.creance.runtime.realtime.MonotonicClock;
import dev.creance.runtime.realtime.Realtime;
import dev.creance.sim.FaultyClock;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;

/** One run from configuration to summary: puts the pieces together, lets them run, takes them apart. Once only. */
final class Flight {
    /**
     * How it is flown, beside what the file says.
     *
     * @param cold without the warm-up; for simulators alone
     */
    record Options(Map<String, String> sets, boolean lockstep, long seed, Path out, boolean cold) {}

    static final int SIMULATOR_BELOW_TICK = 5;
    private static final int POLICY_BELOW_TICK = 10;
    private static final long HUNG_LOOP_LIMIT_NS = 25_000_000_000L;
    private static final long JOIN_POLL_MS = 20;
    private static final int LEAST_PROCESSORS = 3;

    private final RobotConfig config;
    private final Options options;
    private final Console console;
    private final Clock wall = new MonotonicClock(0);
    private final StopSwitch stop = new StopSwitch();
    private final SetpointSwitch setpoints = new SetpointSwitch();
    private final Latencies latencies = new Latencies();
    private final Instruments instruments;

    Flight(RobotConfig config, Options options, Console console) {
        this.config = config;
        this.options = options;
        this.console = console;
        this.instruments = new Instruments(config, console);
    }

    RunSummary run() throws UsageError, DeviceException {
        if (options.lockstep() && !config.vehicle().port().hasPlant()) {
            throw new UsageError("--lockstep needs a simulator, and devices.vehicle.port="
                    + config.vehicle().port() + " is a machine's; leave it out or set the port to pty:sim");
        }
        Controls controls = Controls.of(config); // first: a policy that is refused leaves no trace,
        Optional<ManifestPolicy> shadow = Candidates.shadow(controls); // nor does a shadow
        Leftovers.recover(config.record().directory(), options.out(), console);
        RunDirectory directory = RunDirectory.create(options.out(), config.record(), config.robot());
        if (!options.cold()) {
            TickClasses.prepare();
        }
        if (options.lockstep()) {
            return fly(controls, shadow, directory, Optional.empty());
        }
        instruments.begin();
        if (!options.cold()) {
            Rehearsal.fly(config, console);
        }
        // before the waiting is chosen: it goes by how late this machine wakes
        try (CpuLatency idle = CpuLatency.of(config.loop().cpuLatency())) {
            if (config.loop().priority().isPresent() || config.loop().cpuLatency() == CpuLatency.Use.HOLD) {
                console.realtime(List.of(idle.result()));
            }
            return fly(controls, shadow, directory, Optional.of(TickWait.choose(config.loop())));
        }
    }

    private RunSummary fly(
            Controls chosen, Optional<ManifestPolicy> shadow, RunDirectory directory, Optional<TickWait> waiting)
            throws UsageError, DeviceException {
        Controls controls = chosen;
        Envelope envelope = Envelopes.of(config);
        try (LinkEnds opened =
                Links.open(config.vehicle().port(), config.vehicle().baud())) {
            boolean polled = options.lockstep() && config.vehicle().port() instanceof PortSpec.InProcess;
            LinkEnds ends = polled ? new LinkEnds(new PolledLink(opened.near()), opened.farEnd()) : opened;
            Optional<Simulation> simulation = ends.far()
                    .map(far ->
                            Simulation.start(config, envelope, ends, options, () -> realtime(-SIMULATOR_BELOW_TICK)));
            if (simulation.isPresent()) {
                controls = controls.judgedBy(simulation.get());
            }
            HostProfile profile = new HostProfile(
                    "creance",
                    session(),
                    options.lockstep(),
                    config.machine().sensors(),
                    config.machine().commands(),
                    envelope);
            BridgeDevice device = new BridgeDevice(profile, ends.near(), wall);
            Clock clock = FaultyClock.wrap(
                    waiting.<Clock>map(TickWait::clock).orElseGet(() -> new LockstepClock(device)), config.faults());
            device.open(clock);
            console.say("flying " + config.robot() + " with "
                    + controls.manifest().title() + " over " + ends.near().describe());
            RuleText.lines(chosen.shield(), config.loop().tickPeriodNs()).forEach(console::say);
            waiting.ifPresent(how -> console.say("waits: " + how.text()));
            StopSignals signals = new StopSignals(stop); // to the end: a late Ctrl-C must not cost log and summary
            try {
                return fly(new Cockpit(controls, shadow, device, clock, waiting, ends, simulation, directory));
            } finally {
                signals.close();
            }
        }
    }

    /** Everything that is open while it flies. */
    private record Cockpit(
            Controls controls,
            Optional<ManifestPolicy> shadow,
            BridgeDevice device,
            Clock clock,
            Optional<TickWait> waiting,
            LinkEnds ends,
            Optional<Simulation> simulation,
            RunDirectory directory) {}

    private RunSummary fly(Cockpit cockpit) throws UsageError {
        Proposer proposer =
                cockpit.controls().proposer(options.lockstep(), latencies, () -> realtime(-POLICY_BELOW_TICK));
        proposer.start();
        RecordSchema schema = cockpit.controls()
                .schema(RunMetadata.of(config, cockpit.controls(), options, cockpit.waiting()), cockpit.shadow());
        Candidates candidates = Candidates.of(
                cockpit.controls(),
                cockpit.shadow(),
                cockpit.directory(),
                schema,
                options.lockstep(),
                () -> realtime(-POLICY_BELOW_TICK));
        SetpointRequests requests =
                SetpointRequests.begin(cockpit.controls().openSetpoints(), setpoints, cockpit.directory());
        Succession succession = candidates.start(proposer, cockpit.controls().pipeline());
        FlightRing ring;
        McapSink log;
        try {
            ring = FlightRing.create(
                    cockpit.directory().ring(), schema, config.record().ringBytes());
            log = McapSink.open(
                    new McapSink.Settings(
                            cockpit.directory().path(),
                            "flight",
                            config.record().rotateBytes()),
                    RunMetadata.header(schema, config, options),
                    candidates.roster());
        } catch (FileAlreadyExistsException e) {
            throw new UsageError(e.getMessage() + " exists already; choose another --out, or move that run away");
        } catch (IOException e) {
            throw new UsageError("the run cannot be recorded: " + e.getMessage());
        }
        FlightMetrics metrics =
                new FlightMetrics(schema, config.machine().window(config.reference(), config.durationNs()));
        FlightTraces traces = new FlightTraces(schema);
        CandidateFlights followers = new CandidateFlights(schema);
        SetpointChanges changes = new SetpointChanges();
        RatingStatistics ratings = new RatingStatistics(candidates.roster());
        LastTick last = new LastTick();
        Optional<TelemetrySink> telemetry = TelemetrySink.open(
                config.telemetry(), RunMetadata.facts(config, cockpit.controls(), cockpit.directory()), wall);
        List<Sink> sinks = new ArrayList<>(List.of(
                log,
                metrics,
                traces,
                last,
                followers,
                changes,
                ratings,
                console.statusLine(schema.sensors(), schema.reference())));
        telemetry.ifPresent(sinks::add);
        sinks.addAll(
                instruments.sinks(cockpit.directory(), new RunCounters.Sources(metrics, latencies, ring, telemetry)));
        FlightRecorder recorder = new FlightRecorder(ring, sinks);
        recorder.start();
        LoopOutcome outcome = loop(cockpit, succession, ring);
        requests.close();
        outcome.hang().ifPresent(hang -> log.conclude(event(hang)));
        boolean settled = cockpit.simulation().map(Simulation::settle).orElse(true);
        candidates.close();
        if (outcome.result().isPresent()) {
            succession.close(); // a tick that hangs may be inside the policy, whose memory must stay
            cockpit.controls().closeGuards();
        }
        outcome.result().ifPresentOrElse(result -> recorder.close(result.last()), recorder::close);
        Optional<LateTickReport> lateTicks = instruments.end();
        cockpit.simulation().ifPresent(Simulation::close);
        keepOrDelete(ring, recorder, log, outcome);
        Optional<Baseline> baseline = last.ending() == Cause.COMPLETED
                ? Baseline.fly(config, options, cockpit.directory(), console)
                : Optional.empty();
        RunSummary summary = new Debriefing(config, options, console, latencies)
                .summarise(new Debriefing.Evidence(
                        cockpit.controls(),
                        cockpit.ends().near().describe(),
                        cockpit.waiting(),
                        outcome,
                        metrics.result(),
                        last,
                        cockpit.simulation(),
                        settled,
                        log.status(),
                        telemetry.map(TelemetrySink::report),
                        recorder.failures(),
                        lateTicks,
                        new FollowerSummaries(followers.results(), candidates.roster()),
                        changes.results(),
                        new RatingSummaries(ratings.results(), candidates.roster()),
                        baseline,
                        cockpit.directory()));
        RunReport.write(config, summary, traces, metrics.result(), latencies, cockpit.directory(), console);
        Json.write(cockpit.directory().summary(), summary.toJson());
        return summary;
    }

    private static FlightEvent event(StopPath.Hang hang) {
        String text = Cause.TICK_HUNG + " (" + Cause.TICK_HUNG.meaning() + "); the device was told to land by itself";
        return new FlightEvent(hang.atNs(), hang.tick(), FlightEvent.Level.FATAL, "loop", text, Cause.TICK_HUNG);
    }

    /** How the loop went; without a result where its thread never came back. */
    record LoopOutcome(Optional<LoopResult> result, Optional<StopPath.Hang> hang) {}

    private LoopOutcome loop(Cockpit cockpit, Succession succession, FlightRing ring) {
        RunPlan plan = new RunPlan(config.durationNs(), config.vehicle().commandValidityUs(), options.lockstep());
        ControlLoop loop = new ControlLoop(
                config.loop(),
                plan,
                new LoopParts(
                        cockpit.clock(),
                        cockpit.device(),
                        cockpit.controls().pipeline(),
                        succession,
                        ring,
                        latencies,
                        stop,
                        setpoints));
        AtomicReference<LoopResult> result = new AtomicReference<>();
        Thread tick = Thread.ofPlatform().name("creance-tick").daemon().unstarted(() -> {
            if (!options.lockstep()) {
                console.realtime(Realtime.prepareTickThread(
                        config.loop().cpu(), config.loop().priority()));
                config.loop().cpu().ifPresent(this::keepOthersOff);
            }
            instruments.watchThisThread();
            result.set(loop.run());
        });
        if (!options.lockstep() && config.loop().priority().isPresent()) {
            console.realtime(List.of(Realtime.lockMemory()));
        }
        StopPath stopPath = new StopPath(loop, cockpit.device(), wall, stop, () -> realtime(1));
        try {
            tick.start();
            if (!options.lockstep()) {
                stopPath.start();
            }
            await(tick, stopPath, cockpit.simulation());
        } finally {
            stopPath.close();
        }
        return new LoopOutcome(Optional.ofNullable(result.get()), stopPath.firstHang());
    }

    /**
     * Waits for the loop; where a tick hangs for good, until the device has had time to land by itself. Of a simulated one it is
     * known when it has.
     */
    private void await(Thread tick, StopPath stopPath, Optional<Simulation> simulation) {
        long hungSinceNs = Long.MIN_VALUE;
        try {
            while (!tick.join(Duration.ofMillis(JOIN_POLL_MS))) {
                if (!stopPath.hangs()) {
                    hungSinceNs = Long.MIN_VALUE;
                } else {
                    long nowNs = wall.nowNs();
                    hungSinceNs = hungSinceNs == Long.MIN_VALUE ? nowNs : hungSinceNs;
                    boolean down = simulation.map(Simulation::rests).orElse(false);
                    if (down || nowNs - hungSinceNs > HUNG_LOOP_LIMIT_NS) {
                        return;
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Not where that leaves them a single processor: a compiler thread that waits there for a thread with priority may hold a lock of the
     * JVM that the tick needs (docs/jvm.md).
     */
    private void keepOthersOff(int cpu) {
        if (Runtime.getRuntime().availableProcessors() >= LEAST_PROCESSORS) {
            console.realtime(List.of(Realtime.keepOthersOff(cpu)));
        }
    }

    /** Sets the calling thread's priority relative to the tick's, where that has one. */
    private void realtime(int offset) {
        OptionalInt tick = config.loop().priority();
        if (tick.isPresent()) {
            console.realtime(List.of(Realtime.fifo(Math.max(1, tick.getAsInt() + offset))));
        }
    }

    private void keepOrDelete(FlightRing ring, FlightRecorder recorder, McapSink log, LoopOutcome outcome) {
        // A tick thread that hangs may still write: its ring must stay mapped.
        if (outcome.result().isEmpty()) {
            console.warn("the tick hangs; its flight record stays in " + ring.path());
        } else if (recorder.failures().isEmpty() && log.status().complete()) {
            ring.delete();
        } else {
            ring.close();
        }
    }

    private int session() {
        return options.lockstep() ? (int) options.seed() : (int) (System.nanoTime() ^ System.currentTimeMillis());
    }
}
