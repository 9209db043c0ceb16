package dev.creance.app;

import dev.creance.policies.ManifestSummary;
import dev.creance.policies.PolicyReport;
import dev.creance.policies.graph.OnnxModel.Edge;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A policy's report for people: facts first, then findings, errors before warnings before notes. */
final class PolicyReportText {
    private PolicyReportText() {}

    static void print(PolicyReport report, PrintWriter out) {
        out.printf("%s%n", report.file());
        out.printf("  sha256      %s (%d bytes)%n", report.sha256(), report.bytes());
        out.printf("  format      IR %d, opset %s, by %s%n", report.ir(), report.opsets(), report.producer());
        out.printf("  inputs      %s%n", tensors(report.inputs()));
        out.printf("  outputs     %s%n", tensors(report.outputs()));
        out.printf("  weights     %d%n", report.parameters());
        out.printf("  operators   %s%n", report.operators());
        numbers(report.numbers(), out);
        out.printf("  engine      %s: %s%n", report.engine(), report.engineChoice());
        if (!report.latencies().isEmpty()) {
            out.printf(
                    "  latency     %s (median, µs, on this machine)%n",
                    report.latencies().stream()
                            .map(each -> String.format(Locale.ROOT, "%s %.3g", each.engine(), each.p50Us()))
                            .collect(Collectors.joining(", ")));
        }
        manifest(report.manifest(), out);
        for (PolicyReport.Severity severity : PolicyReport.Severity.values()) {
            report.findings().stream()
                    .filter(finding -> finding.severity() == severity)
                    .forEach(finding -> out.printf(
                            "  %-11s %s (%s)%n",
                            severity.name().toLowerCase(Locale.ROOT), finding.text(), finding.code()));
        }
        out.flush();
    }

    private static void numbers(PolicyReport.Numbers numbers, PrintWriter out) {
        if (numbers == null) {
            return;
        }
        out.printf("  work        %d multiply-adds%n", numbers.multiplyAdds());
        for (PolicyReport.Steepness each : numbers.steepness()) {
            String bound = Double.isFinite(each.lipschitz())
                    ? String.format(Locale.ROOT, "moves by at most %.3g for 1 of the inputs", each.lipschitz())
                    : "has no bound that is known here";
            out.printf("  steepness   '%s' %s%n", each.output(), bound);
        }
        PolicyReport.Dormancy dormancy = numbers.dormancy();
        if (dormancy != null && dormancy.units() > 0) {
            out.printf(
                    Locale.ROOT,
                    "  dormant     %d of %d units, over %d inputs, at %s of their layer's mean%n",
                    dormancy.dormant(),
                    dormancy.units(),
                    dormancy.observations(),
                    dormancy.tau());
        }
    }

    private static void manifest(ManifestSummary manifest, PrintWriter out) {
        if (manifest == null) {
            return;
        }
        out.printf("  policy      %s: %s%n", manifest.name(), manifest.description());
        out.printf("  source      %s, licence %s%n", manifest.source(), manifest.licence());
        out.printf(Locale.ROOT, "  rate        %s Hz%n", manifest.nativeRateHz());
        manifest.observation().forEach(term -> out.printf("  observes    %s%n", term));
        out.printf("  commands    %s%n", manifest.commands());
        if (!manifest.ratings().isEmpty()) {
            out.printf("  ratings     %s%n", manifest.ratings());
        }
        manifest.state().forEach(state -> out.printf("  state       %s%n", state));
    }

    private static String tensors(List<Edge> tensors) {
        return tensors.stream().map(Edge::toString).collect(Collectors.joining(", "));
    }
}
