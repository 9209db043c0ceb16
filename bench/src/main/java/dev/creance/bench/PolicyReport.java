package dev.creance.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.creance.policies.kernels.Lanes;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Tables for people and rows for machines. */
final class PolicyReport {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Above this a contestant computes something else. */
    private static final double MOST_DIFFERENCE = 1e-2;

    private final PrintWriter out;
    private final ArrayNode rows = MAPPER.createArrayNode();
    private final ArrayNode claims = MAPPER.createArrayNode();

    PolicyReport(PrintWriter out) {
        this.out = out;
        line(
                "vectors of %d floats; us an inference: least and median of batch means back to back, median paced at 1 kHz",
                Lanes.COUNT);
        line(
                "%-28s %-25s %8s %8s %7s %8s   %s",
                "network", "engine", "least", "median", "B", "paced", "native / this: median, paced");
    }

    /** All contestants of one network, the native engine first. */
    void add(List<PolicyTimes> all) {
        PolicyTimes own = all.getFirst();
        for (PolicyTimes each : all) {
            boolean isOwn = each.contestant().equals(own.contestant());
            double ratio = own.backToBack().medianNs() / each.backToBack().medianNs();
            double paced =
                    own.paced().quartiles().median() / each.paced().quartiles().median();
            line(
                    "%-28s %-25s %8.3f %8.3f %7.1f %8.2f   %6.3f %6.3f",
                    isOwn ? each.network() : "",
                    each.contestant(),
                    each.backToBack().leastNs() / 1e3,
                    each.backToBack().medianNs() / 1e3,
                    each.backToBack().bytesPerCall(),
                    each.paced().quartiles().median() / 1e3,
                    ratio,
                    paced);
            if (each.difference() > MOST_DIFFERENCE) {
                line(
                        "%s computes something else: its outputs are off by up to %.2g",
                        each.contestant(), each.difference());
            }
            if (!isOwn) {
                row(own, each, ratio, paced);
            }
        }
        out.flush();
    }

    private void row(PolicyTimes own, PolicyTimes peer, double ratio, double paced) {
        ObjectNode row = rows.addObject();
        row.put("name", own.network())
                .put("unit", "us")
                .put("ours", own.backToBack().medianNs() / 1e3);
        row.put("peer", peer.contestant())
                .put("peer_value", peer.backToBack().medianNs() / 1e3)
                .put("ratio", ratio);
        row.put("bytes_per_op", own.backToBack().bytesPerCall())
                .put("peer_bytes_per_op", peer.backToBack().bytesPerCall())
                .put("samples", own.backToBack().taken());
        row.put("ours_least", own.backToBack().leastNs() / 1e3)
                .put("peer_least", peer.backToBack().leastNs() / 1e3);
        row.put("ours_paced", own.paced().quartiles().median() / 1e3)
                .put("peer_paced", peer.paced().quartiles().median() / 1e3)
                .put("paced_ratio", paced);
        if (peer.contestant().equals(PolicyTimes.ONNX2C)) {
            row.put("peer_largest_difference", peer.difference());
        }
        if (peer.contestant().equals(PolicyTimes.C_API)) {
            row.put("largest_difference", own.difference());
            PolicyMark.CLAIMS.stream()
                    .filter(mark -> mark.network().equals(own.network()))
                    .forEach(mark -> claim(own.network() + ", native / C API", ratio, mark.most()));
            claim(own.network() + ", bytes a call", own.backToBack().bytesPerCall(), 0);
        }
    }

    private void claim(String claim, double value, double most) {
        claims.addObject()
                .put("claim", claim)
                .put("value", value)
                .put("most", most)
                .put("held", value <= most);
    }

    /** Why somebody takes no part. */
    void absent(String reason) {
        line("%s", reason);
    }

    private void line(String format, Object... arguments) {
        out.println(String.format(Locale.ROOT, format, arguments).stripTrailing());
        out.flush();
    }

    String claims() {
        StringBuilder all = new StringBuilder(String.format("%nclaims%n"));
        claims.forEach(claim -> all.append(String.format(
                Locale.ROOT,
                "  %-6s %-50s %6.3f, claimed at most %.2f%n",
                claim.get("held").booleanValue() ? "held" : "MISSED",
                claim.get("claim").textValue(),
                claim.get("value").doubleValue(),
                claim.get("most").doubleValue())));
        return all.toString();
    }

    String json() throws JsonProcessingException {
        ObjectNode result = MAPPER.createObjectNode();
        result.set("rows", rows);
        result.set("claims", claims);
        return MAPPER.writeValueAsString(result) + "\n";
    }
}
