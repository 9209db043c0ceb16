package dev.creance.bench.guards;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.creance.bench.Share;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Prints guards beside each other, in tables as bench/README.md has them; the intervals are Wilson's at 95 %. */
final class GuardsReport {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final PrintWriter out;
    private final ArrayNode families = MAPPER.createArrayNode();
    private Family family;
    private List<Outcome> nominal;
    private ArrayNode falseAlarms;
    private ArrayNode detections;

    GuardsReport(PrintWriter out) {
        this.out = out;
    }

    /** @param outcomes without a threat */
    void begin(Family of, long seed, List<Outcome> outcomes) {
        family = of;
        nominal = outcomes;
        ObjectNode node = families.addObject();
        node.put("family", of.name()).put("description", of.description()).put("seed", seed);
        falseAlarms = node.putArray("false_alarms");
        detections = node.putArray("detections");
        line("%s: %s", of.name(), of.description());
        line("");
        line("| nothing to detect | alarms | an hour | episodes with one | bounds |");
        line("| --- | ---: | ---: | ---: | --- |");
        for (int guard = 0; guard < of.guards().size(); guard++) {
            nominal(of.guards().get(guard), FalseAlarms.of(guard, outcomes));
        }
        line("");
        line(
                "A cell: episodes in which the guard was beyond its limit after the onset, %%; median and P95 of the delay, ticks; area under"
                        + " the ROC curve by the worst within %s s.",
                seconds(of.times().windows()));
        line("");
        line("| threat | %s, %% | shield alone, %% | %s |", of.harm(), String.join(" | ", of.guards()));
        line("| --- | ---: | ---: |%s", " ---: |".repeat(of.guards().size()));
    }

    private void nominal(String guard, FalseAlarms alarms) {
        line(
                "| %s | %d in %.2f h | %.1f | %.1f %% | %.1f to %.1f %% |",
                guard,
                alarms.alarms(),
                alarms.hours(),
                alarms.perHour(),
                100 * alarms.episodes().value(),
                100 * alarms.episodes().lower(),
                100 * alarms.episodes().upper());
        ObjectNode row = falseAlarms.addObject();
        row.put("guard", guard)
                .put("alarms", alarms.alarms())
                .put("hours", alarms.hours())
                .put("per_hour", alarms.perHour())
                .put("worst_beyond_limit", alarms.worst());
        put(row, "episodes", alarms.episodes());
    }

    void add(Threat threat, List<Outcome> outcomes, double elapsedS) {
        Share harmed = share(
                outcomes,
                outcomes.stream().filter(o -> o.harm() > family.mostHarm()).count());
        Share shield = share(
                outcomes, outcomes.stream().filter(o -> o.shieldTicks() >= 0).count());
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT, "| %s | %.0f | %.0f |", threat.words(), 100 * harmed.value(), 100 * shield.value()));
        ObjectNode row = detections.addObject();
        row.put("threat", threat.words()).put("elapsed_s", elapsedS);
        put(row, "harmed", harmed);
        put(row, "shield", shield);
        ArrayNode guards = row.putArray("guards");
        for (int guard = 0; guard < family.guards().size(); guard++) {
            Detection detection = new Detection(guard, outcomes, nominal);
            text.append(' ').append(text(detection)).append(" |");
            json(guards.addObject(), detection);
        }
        line("%s", text);
    }

    private static Share share(List<Outcome> outcomes, long found) {
        return new Share((int) found, outcomes.size());
    }

    private String text(Detection detection) {
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, "%.0f", 100 * detection.detected().value()));
        if (detection.detected().found() > 0) {
            text.append("; ").append(detection.delayTicks(50)).append(", ").append(detection.delayTicks(95));
        }
        text.append(';');
        for (int window = 0; window < family.times().windows().length; window++) {
            text.append(String.format(Locale.ROOT, " %.2f", detection.areaUnderCurve(window)));
        }
        return text.toString();
    }

    private void json(ObjectNode node, Detection detection) {
        node.put("guard", family.guards().get(detection.guard()));
        put(node, "detected", detection.detected());
        node.put("delay_ticks_median", detection.delayTicks(50)).put("delay_ticks_p95", detection.delayTicks(95));
        ArrayNode areas = node.putArray("auc");
        double[] windows = family.times().windows();
        for (int window = 0; window < windows.length; window++) {
            areas.addObject().put("window_s", windows[window]).put("auc", detection.areaUnderCurve(window));
        }
    }

    private static void put(ObjectNode row, String name, Share share) {
        row.put(name, share.found())
                .put(name + "_of", share.trials())
                .put(name + "_lower", share.lower())
                .put(name + "_upper", share.upper());
    }

    ObjectNode json() {
        ObjectNode result = MAPPER.createObjectNode();
        result.set("families", families);
        return result;
    }

    private static String seconds(double[] windows) {
        StringBuilder text = new StringBuilder();
        for (double window : windows) {
            text.append(text.isEmpty() ? "" : ", ").append(number(window));
        }
        return text.toString();
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private void line(String format, Object... arguments) {
        out.println(String.format(Locale.ROOT, format, arguments).stripTrailing());
        out.flush();
    }
}
