package dev.creance.runtime.loop;

import dev.creance.runtime.Clock;
import dev.creance.runtime.Command;
import dev.creance.runtime.Device;
import dev.creance.runtime.Directive;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.ShieldDecision;
import dev.creance.runtime.StopRequest;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import dev.creance.runtime.TickRecord;
import dev.creance.runtime.flight.FlightRing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The loop: read, observe, propose, shield, act, record, once per tick, at absolute deadlines of one phase. It runs on the
 * thread that calls {@link #run}, allocates nothing after its first seconds, and ends when the failsafe has landed or
 * terminated, or the link is gone for good.
 *
 * <pre>{@code
 * ControlLoop loop = new ControlLoop(settings, plan, parts);
 * LoopResult result = loop.run();
 * }</pre>
 */
public final class ControlLoop {
    /** Allocation is measured from this long after the start on: by then every path of a tick has been compiled. */
    public static final long WARM_UP_NS = 2_000_000_000;

    private static final long RING_POLL_NS = 100_000;
    private static final long RING_LIMIT_NS = 60_000_000_000L;
    private static final int LAST_ORDERS = 3;

    private final LoopSettings settings;
    private final RunPlan plan;
    private final Clock clock;
    private final Device device;
    private final TickPipeline pipeline;
    private final Succession succession;
    private final FlightRing ring;
    private final Latencies latencies;
    private final StopSwitch stop;
    private final SetpointSwitch setpoints;

    private final TickRecord record;
    private final TickInputs in;
    private final TickOutputs out;
    private final Command command;
    private final Schedule schedule;
    private final Heartbeat heartbeat = new Heartbeat();
    private long ticks;
    private long lostRecords;
    private TickFailure deviceFailure;
    private TickFailure ringFailure;
    private TickFailure loopFailure;

    public ControlLoop(LoopSettings settings, RunPlan plan, LoopParts parts) {
        this.settings = settings;
        this.plan = plan;
        this.clock = parts.clock();
        this.device = parts.device();
        this.pipeline = parts.pipeline();
        this.succession = parts.succession();
        this.ring = parts.ring();
        this.latencies = parts.latencies();
        this.stop = parts.stop();
        this.setpoints = parts.setpoints();
        this.record = ring.schema().newRecord();
        this.in = record.in;
        this.out = record.out;
        this.command = new Command(ring.schema().commands().size());
        this.schedule = new Schedule(settings.tickPeriodNs());
    }

    LoopSettings settings() {
        return settings;
    }

    Heartbeat heartbeat() {
        return heartbeat;
    }

    /** Runs to the end; never throws. Once only. */
    public LoopResult run() {
        long startNs = clock.nowNs();
        long cpuStartNs = ThreadMeter.cpuNs();
        TickAllocation allocation = new TickAllocation(succession, startNs + WARM_UP_NS);
        EndOfRun endOfRun = new EndOfRun(settings.silenceLimitNs(), startNs);
        schedule.begin(startNs);
        heartbeat.nextTick(0, startNs);
        RunEnd end;
        try {
            end = tickToTheEnd(endOfRun, allocation);
        } catch (Throwable thrown) {
            end = RunEnd.LOOP_FAILED;
            loopFailure = new TickFailure(in.tick, "tick", thrown);
        }
        long bytes = allocation.bytes();
        heartbeat.over();
        giveLastOrder(end);
        return new LoopResult(
                end,
                ticks,
                clock.nowNs() - startNs,
                ThreadMeter.cpuNs() - cpuStartNs,
                schedule.overruns(),
                schedule.skipped(),
                schedule.longestRow(),
                ring.dropped() + lostRecords,
                bytes,
                allocation.ticks(),
                allocation.policyBytes(),
                allocation.inferences(),
                failures(),
                record);
    }

    @HotPath
    private RunEnd tickToTheEnd(EndOfRun endOfRun, TickAllocation allocation) {
        RunEnd end = null;
        while (end == null) {
            end = nextTick(endOfRun, allocation);
        }
        return end;
    }

    // All between waking up and reading the time is compiled here with the whole method, after some hundred ticks. In
    // the body of
    // the loop above it would be interpreted for the first 60 000 (the JVM's threshold for a loop that is running),
    // which makes
    // each wake-up half a microsecond later.
    @HotPath
    private RunEnd nextTick(EndOfRun endOfRun, TickAllocation allocation) {
        if (!clock.sleepUntil(schedule.dueNs())) {
            return RunEnd.TIME_STOPPED;
        }
        long nowNs = clock.nowNs();
        allocation.tickStarts(nowNs);
        tick(nowNs);
        ticks++;
        RunEnd end = endOfRun.after(in, out.decision);
        schedule.endTick(clock.nowNs());
        heartbeat.nextTick(schedule.tick(), schedule.dueNs());
        return end;
    }

    @HotPath
    private void tick(long nowNs) {
        in.tick = schedule.tick();
        in.scheduledNs = schedule.dueNs();
        in.nowNs = nowNs;
        in.overrunsInARow = schedule.overrunsInARow();
        in.droppedRecords = ring.dropped() + lostRecords;
        in.stop = stopRequest(nowNs);

        long startNs = System.nanoTime();
        read(nowNs);
        long readNs = System.nanoTime();
        succession.begin(in, out);
        setpoints.begin(in.setpoints);
        pipeline.observe(in, out);
        long observedNs = System.nanoTime();
        succession.exchange(in, out);
        pipeline.decide(in, out);
        long decidedNs = System.nanoTime();
        write(nowNs);
        long writtenNs = System.nanoTime();

        latencies.wakeUp(nowNs - in.scheduledNs, schedule.skippedBefore(), settings.tickPeriodNs());
        latencies.shield(pipeline.shieldNs());
        latencies.tick(writtenNs - startNs);
        latencies.read(readNs - startNs);
        latencies.observe(observedNs - readNs);
        latencies.write(writtenNs - decidedNs);
        if (!plan.lockstep()) {
            record.wakeupNs = nowNs - in.scheduledNs;
            record.readNs = readNs - startNs;
            record.observeNs = observedNs - readNs;
            record.policyNs = succession.newestInferenceNs();
            record.shieldNs = pipeline.shieldNs();
            record.writeNs = writtenNs - decidedNs;
            record.tickNs = writtenNs - startNs;
        }
        long timedNs = System.nanoTime();
        keep();
        latencies.keep(System.nanoTime() - timedNs);
    }

    @HotPath
    private StopRequest stopRequest(long nowNs) {
        StopRequest asked = stop.current();
        long sinceNs = out.decision.activeSinceNs;
        boolean over = sinceNs != Long.MIN_VALUE && nowNs - sinceNs >= plan.durationNs();
        return asked == StopRequest.NONE && over ? StopRequest.COMPLETED : asked;
    }

    // A device must not throw after it was opened. Where it does, it is treated as a link that is closed.
    @HotPath
    private void read(long nowNs) {
        in.sensorFresh = false;
        if (deviceFailure == null) {
            try {
                in.sensorFresh = device.read(nowNs, in.sensors, in.device);
            } catch (Throwable thrown) {
                deviceFailure = new TickFailure(in.tick, "device.read", thrown);
            }
        }
        if (deviceFailure != null) {
            in.device.linkClosed = true;
        }
    }

    @HotPath
    private void write(long nowNs) {
        ShieldDecision decision = out.decision;
        System.arraycopy(decision.command, 0, command.values, 0, command.values.length);
        command.validForUs = plan.commandValidForUs();
        command.sensorSequence = in.sensors.sequence;
        command.shieldSequence = decision.sequence;
        command.source = decision.source;
        command.policySequence = in.actionTick;
        try {
            device.write(nowNs, command, decision.directive);
        } catch (Throwable thrown) {
            if (deviceFailure == null) {
                deviceFailure = new TickFailure(in.tick, "device.write", thrown);
            }
        }
    }

    @HotPath
    private void keep() {
        try {
            if (plan.lockstep() && !ring.hasRoom()) {
                awaitRoom();
            }
            ring.append(record);
        } catch (Throwable thrown) {
            lostRecords++;
            if (ringFailure == null) {
                ringFailure = new TickFailure(in.tick, "ring.append", thrown);
            }
        }
    }

    // Virtual time outruns any disk, and a lockstep run must lose no tick.
    private void awaitRoom() {
        long startNs = System.nanoTime();
        while (!ring.hasRoom() && System.nanoTime() - startNs < RING_LIMIT_NS) {
            LockSupport.parkNanos(RING_POLL_NS);
        }
    }

    private void giveLastOrder(RunEnd end) {
        Directive order = switch (end) {
            case LANDED, NEVER_ARMED -> Directive.NONE;
            case TERMINATED -> Directive.STOP;
            case LINK_LOST, TIME_STOPPED, LOOP_FAILED -> Directive.LAND;
        };
        try {
            for (int i = 0; i < LAST_ORDERS && order != Directive.NONE; i++) {
                device.stop(order);
            }
        } catch (Throwable thrown) {
            if (deviceFailure == null) {
                deviceFailure = new TickFailure(in.tick, "device.stop", thrown);
            }
        }
    }

    private List<TickFailure> failures() {
        List<TickFailure> failures = new ArrayList<>(pipeline.failures());
        failures.addAll(succession.failures());
        for (TickFailure failure : new TickFailure[] {deviceFailure, ringFailure, loopFailure}) {
            if (failure != null) {
                failures.add(failure);
            }
        }
        failures.sort(Comparator.comparingLong(TickFailure::tick));
        return failures;
    }
}
