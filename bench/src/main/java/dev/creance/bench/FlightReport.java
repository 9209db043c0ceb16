package dev.creance.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What benchmarks that fly whole flights say: for people as text, for machines as rows. Medians over the alternations. */
final class FlightReport {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int NAME_WIDTH = 38;
    private static final Figure BYTES_PER_TICK =
            new Figure("B/tick", "bytes_per_tick", "B", FlightFigures::bytesPerTick);

    private final String benchmark;
    private final Map<String, List<FlightFigures>> flights = new LinkedHashMap<>();
    private final StringBuilder text = new StringBuilder();
    private final ArrayNode rows = MAPPER.createArrayNode();
    private final ArrayNode figureRows = MAPPER.createArrayNode();
    private final ArrayNode claims = MAPPER.createArrayNode();
    private final String machine;

    FlightReport(String benchmark, Map<Variant, List<FlightFigures>> flown) {
        this.benchmark = benchmark;
        flown.forEach((variant, figures) -> flights.put(variant.name(), figures));
        machine = machine();
    }

    private static String machine() {
        return String.format(
                Locale.ROOT,
                "%d processors, load %.1f at the end (the benchmark's own included), Java %s",
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Runtime.version());
    }

    /** Medians, a column for each figure. */
    void table(String title, List<Figure> figures) {
        heading(title, figures, "%9s");
        flights.forEach((name, flown) -> {
            StringBuilder line = new StringBuilder(name(name));
            for (Figure figure : figures) {
                Quartiles value = figure.over(flown);
                line.append(String.format(Locale.ROOT, " %9s", number(value.median())));
                put(figureRows.addObject().put("variant", name).put("figure", figure.key()), "value", value)
                        .put("samples", flown.size());
            }
            line("%s", line);
        });
    }

    /** Medians and quartiles of each figure by that of a peer. */
    void ratios(String title, List<Figure> figures, Map<String, String> peers) {
        heading(title, figures, "%21s");
        peers.forEach((ours, peer) -> {
            StringBuilder line = new StringBuilder(name(ours + " / " + peer));
            for (Figure figure : figures) {
                line.append(String.format(Locale.ROOT, " %21s", ratio(ours, peer, figure)));
            }
            line("%s", line);
        });
    }

    private String ratio(String ours, String peer, Figure figure) {
        List<FlightFigures> ourFlights = flights.get(ours);
        List<FlightFigures> peerFlights = flights.get(peer);
        Quartiles ratio = figure.ratio(ourFlights, peerFlights);
        ObjectNode row = rows.addObject().put("name", benchmark + " " + ours + " " + figure.key());
        row.put("unit", figure.unit()).put("ours", figure.over(ourFlights).median());
        row.put("peer", peer).put("peer_value", figure.over(peerFlights).median());
        put(row, "ratio", ratio)
                .put("bytes_per_op", BYTES_PER_TICK.over(ourFlights).median())
                .put("samples", ourFlights.size());
        return text(ratio);
    }

    /** A figure that is claimed to be so great at most, by its median. */
    void claim(String variant, Figure figure, double most) {
        Quartiles value = figure.over(flights.get(variant));
        boolean held = value.median() <= most;
        put(claims.addObject().put("claim", variant + " " + figure.key()), "value", value)
                .put("most", most)
                .put("held", held);
    }

    private void heading(String title, List<Figure> figures, String column) {
        StringBuilder line = new StringBuilder(name(title));
        figures.forEach(figure -> line.append(' ').append(String.format(column, figure.heading())));
        line("%n%s", line);
    }

    private static String name(String name) {
        return String.format("%-" + NAME_WIDTH + "s", name);
    }

    private static String text(Quartiles value) {
        return String.format(
                Locale.ROOT, "%s [%s %s]", number(value.median()), number(value.lower()), number(value.upper()));
    }

    /** Three figures, but whole numbers whole. */
    private static String number(double value) {
        if (!Double.isFinite(value)) {
            return "-";
        }
        if (value == Math.rint(value) || Math.abs(value) >= 100) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        return String.format(Locale.ROOT, Math.abs(value) >= 10 ? "%.1f" : "%.2f", value);
    }

    private static ObjectNode put(ObjectNode row, String key, Quartiles value) {
        put(row, key, value.median());
        put(row, key + "_lower", value.lower());
        put(row, key + "_upper", value.upper());
        return row;
    }

    /** JSON has no NaN. */
    private static void put(ObjectNode row, String key, double value) {
        if (Double.isFinite(value)) {
            row.put(key, value);
        } else {
            row.putNull(key);
        }
    }

    private void line(String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format + "%n", arguments));
    }

    private List<String> remarks() {
        Map<String, Integer> remarks = new TreeMap<>();
        flights.forEach((name, flown) -> {
            for (FlightFigures flight : flown) {
                if (!"completed".equals(flight.outcome())) {
                    remarks.merge(name + ": the flight ended as " + flight.outcome(), 1, Integer::sum);
                }
                flight.warnings().forEach(warning -> remarks.merge("warning: " + warning, 1, Integer::sum));
            }
        });
        List<String> lines = new ArrayList<>();
        remarks.forEach((remark, count) -> lines.add(count + " x " + remark));
        return lines;
    }

    String text() {
        StringBuilder all = new StringBuilder(text);
        if (!claims.isEmpty()) {
            all.append(String.format("%nclaims%n"));
        }
        claims.forEach(claim -> all.append(String.format(
                Locale.ROOT,
                "  %-6s %s %s, claimed at most %.2f%n",
                claim.get("held").booleanValue() ? "held" : "MISSED",
                claim.get("claim").textValue(),
                claim.get("value").isNull()
                        ? "not measured"
                        : String.format(Locale.ROOT, "%.3f", claim.get("value").doubleValue()),
                claim.get("most").doubleValue())));
        all.append(String.format("%nmachine: %s%n", machine));
        remarks().forEach(remark -> all.append(remark).append(System.lineSeparator()));
        return all.toString();
    }

    ObjectNode json() {
        ObjectNode result = MAPPER.createObjectNode();
        result.set("rows", rows);
        result.set("figures", figureRows);
        result.set("claims", claims);
        result.put("machine", machine);
        result.set("remarks", MAPPER.valueToTree(remarks()));
        return result;
    }
}
