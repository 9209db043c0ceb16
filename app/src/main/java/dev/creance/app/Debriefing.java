package dev.creance.app;

import dev.creance.fleet.TelemetryReport;
import dev.creance.record.FlightMetrics;
import dev.creance.record.McapSink;
import dev.creance.record.SetpointChange;
import dev.creance.runtime.Cause;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.StopRequest;
import dev.creance.runtime.flight.FlightRecorder;
import dev.creance.runtime.lateness.LateTickReport;
import dev.creance.runtime.loop.Latencies;
import dev.creance.runtime.loop.LoopResult;
import dev.creance.runtime.loop.RunEnd;
import dev.creance.sim.Faults;
import dev.creance.sim.TruthSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** Turns what a run left behind into its summary. */
final class Debriefing {
    /** Everything known after a run. */
    record Evidence(
            Controls controls,
            String port,
            Optional<TickWait> waiting,
            Flight.LoopOutcome loop,
            FlightMetrics.Result metrics,
            LastTick last,
            Optional<Simulation> simulation,
            boolean settled,
            McapSink.Status log,
            Optional<TelemetryReport> telemetry,
            List<FlightRecorder.SinkFailure> sinkFailures,
            Optional<LateTickReport> lateTicks,
            FollowerSummaries followers,
            List<SetpointChange> setpoints,
            RatingSummaries ratings,
            Optional<Baseline> baseline,
            RunDirectory directory) {}

    private final RobotConfig config;
    private final Flight.Options options;
    private final Console console;
    private final Latencies latencies;

    Debriefing(RobotConfig config, Flight.Options options, Console console, Latencies latencies) {
        this.config = config;
        this.options = options;
        this.console = console;
        this.latencies = latencies;
    }

    RunSummary summarise(Evidence e) {
        warn(e);
        Optional<LoopResult> loop = e.loop().result();
        RunSummary.Verdict verdict = verdict(e);
        return new RunSummary(
                config.robot(),
                verdict,
                e.metrics().durationS(),
                e.metrics().ticks(),
                loop.map(LoopResult::overruns).orElse(0L),
                loop.map(LoopResult::skippedTicks).orElse(0L),
                loop.map(LoopResult::longestOverrunRow).orElse(0),
                e.waiting().orElse(null),
                e.waiting().isEmpty()
                        ? Double.NaN
                        : loop.map(r -> (double) r.cpuNs() / r.durationNs()).orElse(Double.NaN),
                latency(Latencies.Kind.WAKE_UP),
                latency(Latencies.Kind.TICK),
                latency(Latencies.Kind.POLICY),
                latency(Latencies.Kind.SHIELD),
                new RunSummary.PhaseTimes(
                        latency(Latencies.Kind.READ),
                        latency(Latencies.Kind.OBSERVE),
                        latency(Latencies.Kind.WRITE),
                        latency(Latencies.Kind.RECORD)),
                e.lateTicks().orElse(null),
                loop.map(r -> new RunSummary.Allocation(
                                r.allocatedBytes(),
                                r.measuredTicks(),
                                r.policyAllocatedBytes(),
                                r.measuredInferences()))
                        .orElse(new RunSummary.Allocation(0, 0, 0, 0)),
                interventions(e.metrics()),
                truth(e),
                RunSummary.lower(e.last().state()),
                transitions(e.metrics()),
                config.faults().injected().stream().map(Debriefing::fault).toList(),
                task(e),
                e.baseline(),
                RunSummary.PolicyIdentity.of(e.controls().manifest()),
                e.followers(),
                e.setpoints(),
                e.ratings(),
                new RunSummary.LinkHealth(
                        e.port(),
                        e.last().device().rejectedFrames,
                        e.last().device().missedFrames,
                        e.last().device().roundTripNs * 1e-3,
                        e.last().greatestRoundTripNs() * 1e-3),
                e.telemetry().map(Debriefing::telemetry).orElse(Map.of("health", "off")),
                console.warnings(),
                e.log().files().stream().map(Object::toString).toList(),
                e.directory().report().toString());
    }

    private void warn(Evidence e) {
        e.followers().refusals().forEach(console::warn);
        e.loop()
                .hang()
                .ifPresent(hang -> console.warn("tick " + hang.tick() + " hung for " + hang.lateNs() / 1_000_000
                        + " ms; the device was told to land by itself"));
        e.loop().result().ifPresent(result -> {
            result.failures().forEach(failure -> console.warn(failure.toString()));
            if (result.longestOverrunRow() > config.loop().maxOverruns()) {
                console.warn(result.longestOverrunRow() + " ticks in a row ended late, more than loop.max_overruns="
                        + config.loop().maxOverruns() + ": loop.overrun="
                        + RunSummary.lower(config.loop().overrun()));
            }
            long missing =
                    result.last().in.droppedRecords; // the last tick is in the log, whether the ring had room or not
            if (missing > 0) {
                console.warn(missing + " ticks are not in the log: the flight record ring was full");
            }
        });
        e.sinkFailures().forEach(failure -> console.warn(failure.sink() + " failed: " + failure.thrown()));
        if (!e.log().complete()) {
            console.warn(e.log().trouble() + " (" + e.log().lostTicks() + " ticks lost)");
        }
        e.telemetry().filter(report -> !report.flawless()).ifPresent(report -> console.warn(report.line()));
        if (!e.settled()) {
            console.warn("the simulated machine did not come to rest");
        }
        e.simulation()
                .ifPresent(simulation -> warnOfViolations(simulation.device().truth()));
        e.simulation()
                .flatMap(simulation -> simulation.device().failure())
                .ifPresent(thrown -> console.warn("the simulator failed: " + thrown));
    }

    private void warnOfViolations(TruthSummary truth) {
        truth.violationsByKind().forEach((kind, count) -> {
            if (count > 0) {
                console.warn(
                        "by its truth the machine was outside its limit of " + kind + " in " + count + " sub-steps");
            }
        });
    }

    /** What ended the run, as outcome, cause and exit code. */
    private RunSummary.Verdict verdict(Evidence e) {
        if (e.loop().result().isEmpty() || e.loop().hang().isPresent()) {
            return new RunSummary.Verdict(
                    RunSummary.Outcome.STOPPED, RunSummary.lower(Cause.TICK_HUNG), ExitCode.SAFETY_STOP);
        }
        RunEnd end = e.loop().result().get().end();
        Cause cause = e.last().ending();
        if (end == RunEnd.LOOP_FAILED) {
            return new RunSummary.Verdict(RunSummary.Outcome.FAILED, "loop_failed", ExitCode.SAFETY_STOP);
        }
        if (end == RunEnd.TIME_STOPPED || cause == Cause.LINK_LOST || cause == Cause.DEVICE_NOT_READY) {
            return new RunSummary.Verdict(RunSummary.Outcome.FAILED, "link_lost", ExitCode.DEVICE);
        }
        if (e.last().state().isBeforeFlight()) {
            return new RunSummary.Verdict(
                    end == RunEnd.LINK_LOST ? RunSummary.Outcome.FAILED : RunSummary.Outcome.STOPPED,
                    end == RunEnd.LINK_LOST
                            ? "link_lost"
                            : RunSummary.lower(e.last().stop()),
                    end == RunEnd.LINK_LOST ? ExitCode.DEVICE : ExitCode.SAFETY_STOP);
        }
        if (cause == Cause.COMPLETED) {
            return new RunSummary.Verdict(RunSummary.Outcome.COMPLETED, "completed", ExitCode.DONE);
        }
        if (end == RunEnd.LINK_LOST) {
            return new RunSummary.Verdict(RunSummary.Outcome.FAILED, "link_lost", ExitCode.DEVICE);
        }
        boolean neverFlew = e.metrics().transitions().stream().noneMatch(t -> t.to() == FailsafeState.ACTIVE);
        if (neverFlew && e.last().stop() == StopRequest.NONE) {
            e.last()
                    .blockers()
                    .forEach(blocker -> console.warn("not armed: " + RunSummary.lower(blocker) + ": "
                            + blocker.meaning() + "; " + blocker.remedy()));
        }
        return new RunSummary.Verdict(
                RunSummary.Outcome.STOPPED, cause == null ? "unknown" : RunSummary.lower(cause), ExitCode.SAFETY_STOP);
    }

    private RunSummary.Latency latency(Latencies.Kind kind) {
        // waiting takes no time on a virtual clock
        if (options.lockstep() && kind == Latencies.Kind.WAKE_UP) {
            return null;
        }
        Histogram h = latencies.soFar(kind);
        return new RunSummary.Latency(
                h.getValueAtPercentile(50) * 1e-3,
                h.getValueAtPercentile(99) * 1e-3,
                h.getValueAtPercentile(99.9) * 1e-3,
                h.getMaxValue() * 1e-3);
    }

    private static RunSummary.Interventions interventions(FlightMetrics.Result metrics) {
        Map<String, Long> byGuard = new LinkedHashMap<>();
        metrics.interventionsByCause().forEach((cause, count) -> byGuard.put(RunSummary.lower(cause), count));
        return new RunSummary.Interventions(metrics.interventions(), byGuard);
    }

    private static RunSummary.EnvelopeTruth truth(Evidence e) {
        return e.simulation()
                .map(simulation ->
                        new RunSummary.EnvelopeTruth(simulation.device().truth().envelopeViolations(), "truth"))
                .orElse(new RunSummary.EnvelopeTruth(-1, "none"));
    }

    private static List<RunSummary.Transition> transitions(FlightMetrics.Result metrics) {
        List<RunSummary.Transition> list = new ArrayList<>();
        for (FlightMetrics.Transition t : metrics.transitions()) {
            list.add(new RunSummary.Transition(
                    t.tS(),
                    RunSummary.lower(t.from()),
                    RunSummary.lower(t.to()),
                    RunSummary.lower(t.cause()),
                    t.value()));
        }
        return list;
    }

    private static RunSummary.Fault fault(Faults.Injected fault) {
        return new RunSummary.Fault(fault.kind(), fault.atS(), fault.forS());
    }

    private static Map<String, Double> task(Evidence e) {
        Map<String, Double> task = new LinkedHashMap<>();
        if (e.metrics().tracking().isEmpty()) {
            task.put("position_rmse_m", e.metrics().positionRmseM());
            task.put("position_max_error_m", e.metrics().positionMaxErrorM());
            task.put("max_speed_m_per_s", e.metrics().maxSpeedMPerS());
            task.put("max_tilt_rad", e.metrics().maxTiltRad());
            task.put("distance_m", e.metrics().distanceM());
        }
        task.putAll(e.metrics().tracking());
        e.simulation()
                .ifPresent(simulation -> task.putAll(simulation.device().truth().figures()));
        return task;
    }

    private static Map<String, Object> telemetry(TelemetryReport report) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("broker", report.broker());
        map.put("health", report.health().name().toLowerCase(Locale.ROOT));
        map.put("states_delivered", report.statesDelivered());
        map.put("events_published", report.eventsPublished());
        map.put("events_delivered", report.eventsDelivered());
        map.put("events_dropped", report.eventsDropped());
        map.put("reconnects", report.reconnects());
        map.put("last_failure", report.lastFailure());
        return map;
    }
}
