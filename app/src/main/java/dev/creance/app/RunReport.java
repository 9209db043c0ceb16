package dev.creance.app;

import dev.creance.record.FlightMetrics;
import dev.creance.record.report.FlightPicture;
import dev.creance.record.report.FlightTraces;
import dev.creance.record.report.HtmlReport;
import dev.creance.record.report.ReportFacts;
import dev.creance.runtime.loop.Latencies;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes the report of a run beside its log. */
final class RunReport {
    private RunReport() {}

    static void write(
            RobotConfig config,
            RunSummary summary,
            FlightTraces traces,
            FlightMetrics.Result metrics,
            Latencies latencies,
            RunDirectory directory,
            Console console) {
        ReportFacts facts = new ReportFacts(
                config.robot(),
                RunSummary.lower(summary.verdict().outcome()),
                summary.verdict().cause(),
                figures(summary),
                config.machine().drawn().orElse(null),
                summary.faults().stream()
                        .map(fault -> new ReportFacts.InjectedFault(fault.kind(), fault.atS(), fault.forS()))
                        .toList(),
                summary.wakeup() == null ? null : latencies.soFar(Latencies.Kind.WAKE_UP),
                timing(summary),
                config.root().file().text(),
                summary.warnings());
        try {
            HtmlReport.write(directory.report(), traces, metrics, facts);
            if (facts.envelope() != null) {
                Files.writeString(directory.picture(), FlightPicture.svg(traces, facts.envelope(), 0));
            }
        } catch (IOException e) {
            console.warn("the report cannot be written: " + e.getMessage());
        }
    }

    /** None in lockstep: the report of equal runs is equal. */
    private static ReportFacts.Timing timing(RunSummary s) {
        return s.lateTicks() == null
                ? null
                : new ReportFacts.Timing(
                        List.of(
                                phase("wake-up", s.wakeup()),
                                phase("read", s.phases().read()),
                                phase("observe", s.phases().observe()),
                                phase("policy (one inference)", s.policyTime()),
                                phase("shield", s.shieldTime()),
                                phase("write", s.phases().write()),
                                phase("whole tick, up to its write", s.tick()),
                                phase("record", s.phases().record())),
                        s.lateTicks());
    }

    private static ReportFacts.PhaseTime phase(String name, RunSummary.Latency us) {
        return new ReportFacts.PhaseTime(name, us.p50(), us.p99(), us.p999(), us.max());
    }

    private static List<ReportFacts.Figure> figures(RunSummary s) {
        List<ReportFacts.Figure> figures = new ArrayList<>();
        figures.add(new ReportFacts.Figure(
                "policy", s.policy().name() + ", sha256 " + s.policy().sha256()));
        figures.add(new ReportFacts.Figure("engine", s.policy().engine()));
        figures.add(new ReportFacts.Figure("link", s.link().port()));
        figures.add(new ReportFacts.Figure(
                "envelope violations",
                s.truth().violations() < 0 ? "not judged" : s.truth().violations() + " (by the plant's truth)"));
        figures.add(new ReportFacts.Figure("overruns", Long.toString(s.overruns())));
        s.baseline()
                .ifPresent(other -> other.task().forEach((key, value) -> {
                    if (s.task().containsKey(key)) {
                        figures.add(new ReportFacts.Figure(
                                key,
                                String.format(
                                        Locale.ROOT,
                                        "%.4g (controller %s: %.4g)",
                                        s.task().get(key),
                                        other.controller(),
                                        value)));
                    }
                }));
        return figures;
    }
}
