package dev.creance.app;

import dev.creance.fleet.TelemetryReport;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Source;
import dev.creance.runtime.counters.CounterLayout;
import dev.creance.runtime.lateness.LateCause;
import dev.creance.runtime.loop.Latencies;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A live run as a person reads it. */
final class TopText {
    private static final double STALE_S = 1;
    private static final List<Latencies.Kind> ROWS = List.of(
            Latencies.Kind.WAKE_UP,
            Latencies.Kind.READ,
            Latencies.Kind.OBSERVE,
            Latencies.Kind.POLICY,
            Latencies.Kind.SHIELD,
            Latencies.Kind.WRITE,
            Latencies.Kind.TICK,
            Latencies.Kind.RECORD);

    private TopText() {}

    static String of(LiveRun run) {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "%s  %s  %s",
                run.robot(),
                run.folder(),
                run.alive() ? "process " + run.pid() : "THE WRITER DIED: process " + run.pid() + " is gone");
        if (!run.alive()) {
            line(text, "  the last figures are shown; the next run completes the log of this one");
        } else if (run.ageS() > STALE_S) {
            line(text, "  NOT UPDATED for %.1f s: the process is stopped, or its machine is very busy", run.ageS());
        }
        if (run.counters().torn()) {
            line(text, "  it ended in the middle of an update: some figures may be newer than others");
        }
        line(
                text,
                "  %-10s %s by %s, %d interventions",
                "state",
                name(FailsafeState.values(), run.get("state")),
                name(Source.values(), run.get("source")),
                run.get("interventions"));
        loop(text, run);
        line(
                text,
                "  %-10s %s since the last frame, round trip %s; %d frames rejected, %d missed",
                "link",
                milliseconds(run.get("link_age_ns")),
                milliseconds(run.get("round_trip_ns")),
                run.get("rejected_frames"),
                run.get("missed_frames"));
        long telemetry = run.get("telemetry");
        line(text, "  %-10s %s", "telemetry", telemetry < 0 ? "off" : name(TelemetryReport.Health.values(), telemetry));
        latencies(text, run);
        return text.toString();
    }

    private static void loop(StringBuilder text, LiveRun run) {
        line(
                text,
                "  %-10s %.1f s at %.0f Hz, %d ticks, %d overruns, %d skipped%s",
                "loop",
                run.get("running_ns") * 1e-9,
                1e9 / Math.max(1, run.get("tick_period_ns")),
                run.get("ticks"),
                run.get("overruns"),
                run.get("skipped_ticks"),
                causes(run));
        line(
                text,
                "  %-10s %d of %d records behind, %d dropped",
                "ring",
                run.get("ring_backlog"),
                run.get("ring_capacity"),
                run.get("dropped_records"));
        long bytes = run.get("allocated_bytes");
        line(text, "  %-10s %s by the tick's thread", "garbage", bytes < 0 ? "not measured yet" : bytes + " bytes");
    }

    private static String causes(LiveRun run) {
        List<String> parts = new ArrayList<>();
        for (LateCause cause : LateCause.values()) {
            long ticks = run.get("late_" + cause.key());
            if (ticks > 0) {
                parts.add(ticks + " with " + cause.words());
            }
        }
        return parts.isEmpty() ? "" : "; late " + String.join(", ", parts);
    }

    private static void latencies(StringBuilder text, LiveRun run) {
        line(text, "");
        line(text, "  %-10s %10s %10s %10s %10s", "us", "P50", "P99", "P99.9", "max");
        for (Latencies.Kind kind : ROWS) {
            String word = CounterLayout.word(kind);
            line(
                    text,
                    "  %-10s %10.1f %10.1f %10.1f %10.1f",
                    word,
                    run.get(word + "_p50_ns") * 1e-3,
                    run.get(word + "_p99_ns") * 1e-3,
                    run.get(word + "_p999_ns") * 1e-3,
                    run.get(word + "_max_ns") * 1e-3);
        }
    }

    private static String milliseconds(long ns) {
        return ns < 0 ? "never" : String.format(Locale.ROOT, "%.1f ms", ns * 1e-6);
    }

    private static String name(Enum<?>[] values, long ordinal) {
        return ordinal >= 0 && ordinal < values.length ? RunSummary.lower(values[(int) ordinal]) : "unknown";
    }

    private static void line(StringBuilder text, String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
