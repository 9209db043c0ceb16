package dev.creance.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A table for people and rows for machines. */
final class StlReport {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Slowest window over fastest: what memory beyond the first cache costs, and the machine's noise. */
    private static final double FLAT = 1.5;

    private final PrintWriter out;
    private final ArrayNode rows = MAPPER.createArrayNode();
    private final ArrayNode episodes = MAPPER.createArrayNode();
    private final ArrayNode claims = MAPPER.createArrayNode();
    private final Map<String, double[]> extremesNs = new LinkedHashMap<>();

    StlReport(PrintWriter out) {
        this.out = out;
        line("millions of samples a second on one core; medians of turns; both ends of the robustness interval");
        line("%-28s %8s %10s %10s %8s %12s", "formula", "window", "Msamples/s", "ns", "B", "kept, bytes");
    }

    void add(StlCase each, BatchTimes times) {
        double ns = times.medianNs() / StlCase.SAMPLES;
        double bytes = times.bytesPerCall() / StlCase.SAMPLES;
        line("%-28s %8d %10.1f %10.2f %8.1f %12d", each.kind(), each.window(), 1e3 / ns, ns, bytes, each.memoryBytes());
        ObjectNode row = rows.addObject();
        row.put("name", each.kind() + ", window " + each.window()).put("unit", "Msamples/s");
        row.put("ours", 1e3 / ns).put("ns", ns).put("bytes_per_op", bytes).put("samples", times.taken());
        row.put("window", each.window()).put("kept_bytes", each.memoryBytes());
        double[] extremes = extremesNs.computeIfAbsent(each.kind(), first -> new double[] {ns, ns});
        extremes[0] = Math.min(extremes[0], ns);
        extremes[1] = Math.max(extremes[1], ns);
        if (!each.kind().equals(StlCase.WEDGE)) {
            claim(each.kind() + ", window " + each.window() + ", bytes a sample", bytes, 0);
        }
    }

    /** Time of the slowest window over that of the fastest. */
    void flatness() {
        line("%nslowest window over fastest");
        extremesNs.forEach((kind, extremes) -> {
            double ratio = extremes[1] / extremes[0];
            line("%-28s %8.2f", kind, ratio);
            if (!kind.equals(StlCase.WEDGE)) {
                claim(kind + ", slowest window over fastest", ratio, FLAT);
            }
        });
    }

    void beginEpisodes(int each) {
        line("%n%d runs of %d ticks each, violations by the plant's truth, 95 %% bounds", each, PlanEpisode.TICKS);
        line("%-46s %19s %-18s %8s %9s %9s", "way", "violated", "", "goals", "replaced", "us a tick");
    }

    void add(PlanEpisode.Way way, List<PlanEpisode> runs) {
        Share violated =
                new Share((int) runs.stream().filter(PlanEpisode::isViolated).count(), runs.size());
        double goals = runs.stream().mapToInt(PlanEpisode::goals).sum();
        double reached = runs.stream().mapToInt(PlanEpisode::reached).sum() / goals;
        double replaced =
                runs.stream().mapToInt(PlanEpisode::replaced).average().orElse(0) / PlanEpisode.TICKS;
        double us = runs.stream().mapToDouble(PlanEpisode::decidingUs).average().orElse(0);
        line(
                "%-46s %9d of %6d %5.1f %% to %5.1f %%  %6.1f %% %7.1f %% %9.1f",
                way.words,
                violated.found(),
                violated.trials(),
                100 * violated.lower(),
                100 * violated.upper(),
                100 * reached,
                100 * replaced,
                us);
        ObjectNode row = episodes.addObject();
        row.put("name", way.words).put("episodes", violated.trials()).put("violated", violated.found());
        row.put("violated_lower", violated.lower()).put("violated_upper", violated.upper());
        row.put("goals_reached", reached).put("plans_replaced", replaced).put("decision_us", us);
    }

    private void claim(String claim, double value, double most) {
        claims.addObject()
                .put("claim", claim)
                .put("value", value)
                .put("most", most)
                .put("held", value <= most);
    }

    String claims() {
        StringBuilder all = new StringBuilder(String.format("%nclaims%n"));
        claims.forEach(claim -> all.append(String.format(
                Locale.ROOT,
                "  %-6s %-55s %6.2f, claimed at most %.1f%n",
                claim.get("held").booleanValue() ? "held" : "MISSED",
                claim.get("claim").textValue(),
                claim.get("value").doubleValue(),
                claim.get("most").doubleValue())));
        return all.toString();
    }

    ObjectNode json() {
        ObjectNode result = MAPPER.createObjectNode();
        result.set("rows", rows);
        result.set("episodes", episodes);
        result.set("claims", claims);
        return result;
    }

    private void line(String format, Object... arguments) {
        out.println(String.format(Locale.ROOT, format, arguments).stripTrailing());
        out.flush();
    }
}
