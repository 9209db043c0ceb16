package dev.creance.record.report;

import dev.creance.record.report.ReportFacts.PhaseTime;
import dev.creance.record.report.ReportFacts.Timing;
import dev.creance.runtime.lateness.LateCause;
import dev.creance.runtime.lateness.LateTickReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The part of the report that tells how long the phases of a tick took, and why ticks were late. */
final class TimingSection {
    private static final double NS_PER_US = 1e3;

    private TimingSection() {}

    /** Nothing in lockstep, where there are no timings. */
    static void write(Timing timing, Html html) {
        if (timing == null) {
            return;
        }
        html.element("h2", "Phases of the tick");
        List<List<String>> rows = new ArrayList<>();
        for (PhaseTime phase : timing.phases()) {
            rows.add(List.of(
                    micros(phase.p50Us()),
                    micros(phase.p99Us()),
                    micros(phase.p999Us()),
                    micros(phase.maxUs()),
                    phase.name()));
        }
        html.table(4, List.of("P50 [µs]", "P99 [µs]", "P99.9 [µs]", "max [µs]", "phase"), rows);
        lateTicks(timing.lateTicks(), html);
    }

    private static void lateTicks(LateTickReport report, Html html) {
        html.element("h2", "Late ticks and what they coincide with");
        if (report.count() == 0) {
            html.element("p", "quiet", "No tick ended after the next one's scheduled start.");
            return;
        }
        html.element("p", report.sentence() + ".");
        List<List<String>> causes = new ArrayList<>();
        report.byCause()
                .forEach((cause, ticks) ->
                        causes.add(List.of(Long.toString(ticks), cause.words(), cause.meaning(), cause.remedy())));
        html.table(1, List.of("ticks", "coincide with", "meaning", "what to do"), causes);
        List<List<String>> worst = new ArrayList<>();
        for (LateTickReport.Judged judged : report.worst()) {
            worst.add(List.of(
                    Long.toString(judged.tick().tick()),
                    micros(judged.tick().lateNs() / NS_PER_US),
                    micros(judged.tick().lostNs() / NS_PER_US),
                    judged.tick().phase().words(),
                    judged.causes().stream().map(LateCause::words).collect(Collectors.joining(", "))));
        }
        html.table(3, List.of("tick", "late by [µs]", "time lost [µs]", "in", "coincides with"), worst);
        if (!report.invisible().isEmpty()) {
            html.element(
                    "p",
                    "quiet",
                    "Not seen on this machine: "
                            + report.invisible().stream().map(LateCause::words).collect(Collectors.joining(", "))
                            + ".");
        }
    }

    private static String micros(double us) {
        return String.format(Locale.ROOT, us < 10 ? "%.2f" : "%.0f", us);
    }
}
