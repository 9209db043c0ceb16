package dev.creance.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code bench loop} says: for people as text, for machines as rows. */
final class LoopReport {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final StringBuilder text = new StringBuilder();
    private final ArrayNode rows = MAPPER.createArrayNode();
    private final ArrayNode contestants = MAPPER.createArrayNode();
    private final ArrayNode marks = MAPPER.createArrayNode();

    /** Adds one rate under one load. */
    void add(double rateHz, Load load, Map<String, List<Turn>> turns) {
        String name = String.format(Locale.ROOT, "%.0f Hz %s", rateHz, load.label());
        line(
                "%n%s%n%-18s %9s %9s %9s %9s %9s %9s %9s %7s %7s",
                name, "us", "P50", "P99", "P99.9", "P99.99", "max", "overruns", "skipped", "cpu", "B/tick");
        turns.forEach((who, taken) -> contestant(name, who, LoopComparison.pooled(taken)));
        line("%-38s %22s %22s %22s", "ratio: median [quartiles] of turns", "P50", "P99", "P99.9");
        for (LoopComparison comparison : LoopBench.comparisons(turns)) {
            comparison(name, rateHz, comparison);
        }
    }

    private void contestant(String where, String who, Turn all) {
        line(
                "%-18s %9.1f %9.1f %9.1f %9.1f %9.1f %9s %9s %6.1f%% %7.3f",
                who,
                all.percentileNs(50) / 1e3,
                all.percentileNs(99) / 1e3,
                all.percentileNs(99.9) / 1e3,
                all.percentileNs(99.99) / 1e3,
                all.percentileNs(100) / 1e3,
                count(all.overruns()),
                count(all.skipped()),
                100 * all.cpuShare(),
                (double) all.allocatedBytes() / all.ticks());
        ObjectNode row = contestants.addObject();
        row.put("where", where).put("name", who).put("samples", all.ticks());
        row.put("p50_us", all.percentileNs(50) / 1e3).put("p99_us", all.percentileNs(99) / 1e3);
        row.put("p999_us", all.percentileNs(99.9) / 1e3).put("p9999_us", all.percentileNs(99.99) / 1e3);
        row.put("max_us", all.percentileNs(100) / 1e3)
                .put("overruns", all.overruns())
                .put("skipped", all.skipped());
        row.put("cpu_share", all.cpuShare()).put("allocated_bytes", all.allocatedBytes());
    }

    private static String count(long value) {
        return value < 0 ? "?" : Long.toString(value);
    }

    private void comparison(String where, double rateHz, LoopComparison comparison) {
        StringBuilder line = new StringBuilder(
                String.format(Locale.ROOT, "%-38s", comparison.ourName() + " / " + comparison.peerName()));
        Turn ours = LoopComparison.pooled(comparison.ours());
        Turn peers = LoopComparison.pooled(comparison.peers());
        for (double percent : LoopComparison.PERCENTILES) {
            Quartiles ratio = comparison.ratio(percent);
            line.append(
                    String.format(Locale.ROOT, " %8.3f [%5.3f %5.3f]", ratio.median(), ratio.lower(), ratio.upper()));
            ObjectNode row = rows.addObject();
            row.put("name", "loop " + where + " " + comparison.ourName() + " P" + number(percent))
                    .put("unit", "us");
            row.put("ours", ours.percentileNs(percent) / 1e3);
            row.put("peer", comparison.peerName()).put("peer_value", peers.percentileNs(percent) / 1e3);
            row.put("ratio", ratio.median()).put("ratio_lower", ratio.lower()).put("ratio_upper", ratio.upper());
            row.put("bytes_per_op", (double) ours.allocatedBytes() / ours.ticks())
                    .put("samples", ours.ticks());
            for (LoopMark mark : LoopMark.CLAIMS) {
                if (mark.percent() == percent && mark.concerns(comparison, rateHz)) {
                    mark(where, mark, ratio);
                }
            }
        }
        line("%s", line);
    }

    private void mark(String where, LoopMark mark, Quartiles ratio) {
        ObjectNode row = marks.addObject();
        row.put("where", where).put("claim", mark.ours() + " / " + mark.peer() + " P" + number(mark.percent()));
        row.put("most", mark.most()).put("ratio", ratio.median()).put("held", ratio.median() <= mark.most());
    }

    private static String number(double percent) {
        return percent == Math.rint(percent) ? Long.toString((long) percent) : Double.toString(percent);
    }

    private void line(String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format + "%n", arguments));
    }

    String text() {
        StringBuilder all = new StringBuilder(text);
        all.append(String.format("%nclaims%n"));
        marks.forEach(mark -> all.append(String.format(
                Locale.ROOT,
                "  %-6s %-16s %-38s %6.3f, claimed at most %.2f%n",
                mark.get("held").booleanValue() ? "held" : "MISSED",
                mark.get("where").textValue(),
                mark.get("claim").textValue(),
                mark.get("ratio").doubleValue(),
                mark.get("most").doubleValue())));
        return all.toString();
    }

    ObjectNode json() {
        ObjectNode result = MAPPER.createObjectNode();
        result.set("rows", rows);
        result.set("contestants", contestants);
        result.set("claims", marks);
        return result;
    }
}
