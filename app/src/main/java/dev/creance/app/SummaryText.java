package dev.creance.app;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The summary as a person reads it. */
final class SummaryText {
    // The way up does not count.
    private static final String NOT_JUDGED = "position not judged: the flight was over before its figure began";

    private static final String RMSE = "_rmse_";

    private SummaryText() {}

    static String of(RunSummary s) {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "%s: %s%s after %.1f s with %s",
                s.robot(),
                RunSummary.lower(s.verdict().outcome()),
                s.verdict().cause().equals(RunSummary.lower(s.verdict().outcome()))
                        ? ""
                        : " (" + s.verdict().cause() + ")",
                s.durationS(),
                s.policy().name());
        line(text, "  task       %s", task(s.task()));
        s.baseline()
                .ifPresent(other ->
                        line(text, "  baseline   %s by controller %s", task(other.task()), other.controller()));
        line(
                text,
                "  shield     %d interventions%s; %s",
                s.shield().count(),
                byGuard(s.shield().byGuard()),
                s.truth().violations() < 0
                        ? "envelope judged by nobody"
                        : s.truth().violations() + " envelope violations by the plant's truth");
        line(text, "  failsafe   %s", path(s));
        line(text, "  loop       %d ticks, %d overruns%s", s.ticks(), s.overruns(), latencies(s));
        if (s.waiting() != null) {
            line(text, "  wait       %s%s", s.waiting().text(), cpuShare(s.cpuShare()));
        }
        phases(text, s);
        if (s.lateTicks() != null && s.lateTicks().count() > 0) {
            line(text, "  late       %s", s.lateTicks().sentence());
        }
        if (s.allocation().ticks() > 0) {
            line(
                    text,
                    "  garbage    %.3f bytes a tick (%d in %d ticks); the policy's engine %d bytes a call",
                    s.allocation().bytesPerTick(),
                    s.allocation().bytes(),
                    s.allocation().ticks(),
                    s.allocation().policyCalls() == 0
                            ? 0
                            : s.allocation().policyBytes() / s.allocation().policyCalls());
        }
        line(
                text,
                "  link       %s: %d frames rejected, %d missed; transport delay %.0f us, at most %.0f us",
                s.link().port(),
                s.link().rejectedFrames(),
                s.link().missedFrames(),
                s.link().transportDelayUs(),
                s.link().greatestTransportDelayUs());
        s.faults().forEach(fault -> line(text, "  fault      %s at %.1f s", fault.kind(), fault.atS()));
        line(text, "  telemetry  %s", s.telemetry().get("health"));
        s.followers().lines().forEach(follower -> line(text, "  follower   %s", follower));
        s.ratings().lines().forEach(rating -> line(text, "  rating     %s", rating));
        s.setpoints().forEach(change -> line(text, "  asked      %s", change.text()));
        s.warnings().forEach(warning -> line(text, "  warning    %s", warning));
        s.logs().forEach(log -> line(text, "  log        %s", log));
        line(text, "  report     %s", s.report());
        return text.toString();
    }

    private static String task(Map<String, Double> task) {
        if (task.containsKey("position_rmse_m")) {
            return figure(task, "position_rmse_m", "position RMSE %.3f m", NOT_JUDGED)
                    + figure(task, "max_speed_m_per_s", ", greatest speed %.2f m/s", "")
                    + figure(task, "touchdown_m_per_s", ", landed at %.2f m/s", "");
        }
        return task.entrySet().stream()
                .filter(entry -> entry.getKey().contains(RMSE))
                .map(entry -> String.format(Locale.ROOT, "%s %.4g", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String figure(Map<String, Double> task, String key, String format, String otherwise) {
        double value = task.getOrDefault(key, Double.NaN);
        return Double.isNaN(value) ? otherwise : String.format(Locale.ROOT, format, value);
    }

    private static String byGuard(Map<String, Long> byGuard) {
        return byGuard.isEmpty()
                ? ""
                : byGuard.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    private static String path(RunSummary s) {
        return s.transitions().stream()
                .map(t -> String.format(
                        Locale.ROOT, "%.1f s %s%s", t.tS(), t.to(), t.cause() == null ? "" : " (" + t.cause() + ")"))
                .collect(Collectors.joining(", "));
    }

    private static String latencies(RunSummary s) {
        return s.wakeup() == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; wake-up p50 %.0f p99 %.0f p99.9 %.0f max %.0f us; tick p99 %.0f us, policy p99 %.0f us",
                        s.wakeup().p50(),
                        s.wakeup().p99(),
                        s.wakeup().p999(),
                        s.wakeup().max(),
                        s.tick().p99(),
                        s.policyTime().p99());
    }

    private static String cpuShare(double share) {
        return Double.isNaN(share)
                ? ""
                : String.format(Locale.ROOT, "; the tick's thread used %.0f %% of a processor", 100 * share);
    }

    private static void phases(StringBuilder text, RunSummary s) {
        if (s.wakeup() != null) {
            line(
                    text,
                    "  phases     p99.9 in us: read %.0f, observe %.0f, policy %.0f, shield %.0f, write %.0f, record %.0f",
                    s.phases().read().p999(),
                    s.phases().observe().p999(),
                    s.policyTime().p999(),
                    s.shieldTime().p999(),
                    s.phases().write().p999(),
                    s.phases().record().p999());
        }
    }

    private static void line(StringBuilder text, String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
