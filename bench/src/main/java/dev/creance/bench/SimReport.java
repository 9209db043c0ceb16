package dev.creance.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Locale;

/** A table for people and rows for machines. */
final class SimReport {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final PrintWriter out;
    private final ArrayNode rows = MAPPER.createArrayNode();
    private final ArrayNode claims = MAPPER.createArrayNode();
    private final SimTable table = new SimTable();

    SimReport(PrintWriter out) {
        this.out = out;
        line("millions of steps a second on one core; medians, ratios of neighbouring turns with their quartiles");
        line("for orientation, as published: Learning to Fly 5.6 (C++, single), gym-electric-motor 0.009 (Python)");
        line(
                "%-40s %9s %5s  %-19s %9s  %6s  %-16s %9s",
                "plant", "ours", "B", "peer", "", "ratio", "quartiles", "differ");
    }

    void add(SimCase each, double difference, BatchTimes ours, BatchTimes theirs) {
        double own = each.millionsPerS(ours.medianNs());
        double peer = each.millionsPerS(theirs.medianNs());
        double bytes = ours.bytesPerCall() / each.steps();
        Quartiles ratio = ratio(ours.meansNs(), theirs.meansNs());
        line(
                "%-40s %9.3f %5.1f  %-19s %9.3f  %6.2f  %.2f to %-8.2f %9.1e",
                each.name(), own, bytes, each.peer(), peer, ratio.median(), ratio.lower(), ratio.upper(), difference);
        table.add(each, own, peer, ratio);
        ObjectNode row = rows.addObject();
        row.put("name", each.name()).put("unit", "Msteps/s").put("ours", own);
        row.put("peer", each.peer()).put("peer_value", peer).put("ratio", ratio.median());
        row.put("ratio_lower_quartile", ratio.lower()).put("ratio_upper_quartile", ratio.upper());
        row.put("bytes_per_op", bytes).put("samples", ours.taken()).put("largest_difference", difference);
        claim(each.name() + ", bytes a step", -bytes, 0);
        if (!Double.isNaN(each.mark())) {
            claim(each.name() + " / " + each.peer(), ratio.median(), each.mark());
        }
    }

    /** Of speeds: how long theirs took over how long ours did, round by round. */
    private static Quartiles ratio(double[] oursNs, double[] theirsNs) {
        double[] ratios = new double[oursNs.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = theirsNs[i] / oursNs[i];
        }
        return Quartiles.of(ratios);
    }

    private void claim(String claim, double value, double least) {
        claims.addObject()
                .put("claim", claim)
                .put("value", value)
                .put("least", least)
                .put("held", value >= least);
    }

    String claims() {
        StringBuilder all = new StringBuilder(String.format("%nclaims%n"));
        claims.forEach(claim -> all.append(String.format(
                Locale.ROOT,
                "  %-6s %-55s %6.2f, claimed at least %.1f%n",
                claim.get("held").booleanValue() ? "held" : "MISSED",
                claim.get("claim").textValue(),
                claim.get("value").doubleValue() + 0.0,
                claim.get("least").doubleValue())));
        return all.toString();
    }

    /** As bench/README.md has it. */
    String table() {
        return table.toString();
    }

    ObjectNode json() {
        ObjectNode result = MAPPER.createObjectNode();
        result.set("rows", rows);
        result.set("claims", claims);
        return result;
    }

    private void line(String format, Object... arguments) {
        out.println(String.format(Locale.ROOT, format, arguments).stripTrailing());
        out.flush();
    }
}
