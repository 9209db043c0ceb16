package dev.creance.bench.corridor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.creance.bench.Share;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Episodes in words for people, and rows for machines; shares with bounds at 95 %. */
final class Report {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final PrintWriter out;
    private final ObjectNode result = MAPPER.createObjectNode();
    private final ArrayNode rows = result.putArray("rows");
    private final ArrayNode pairs = result.putArray("pairs");

    Report(PrintWriter out) {
        this.out = out;
    }

    void add(Actor actor, List<Outcome> outcomes) {
        Share violated = share(outcomes, Outcome::violated);
        Share succeeded = share(outcomes, Outcome::succeeded);
        double[] times = outcomes.stream()
                .filter(Outcome::succeeded)
                .mapToDouble(Outcome::arrivedS)
                .sorted()
                .toArray();
        double medianS = times.length == 0 ? Double.NaN : times[times.length / 2];
        line("%s, %,d episodes", actor.title, outcomes.size());
        line("  too near to a wall       %s", text(violated));
        line("  at the goal without it   %s, after %.1f s in the median", text(succeeded), medianS);
        ObjectNode row = rows.addObject().put("name", actor.title).put("episodes", outcomes.size());
        put(row, "violated", violated);
        put(row, "succeeded", succeeded);
        if (times.length > 0) {
            row.put("median_s", medianS);
        }
    }

    /** The same episodes, flown by two. */
    void pairs(Actor choice, List<Outcome> first, List<Outcome> chosen) {
        int both = 0;
        int onlyFirst = 0;
        int onlyChosen = 0;
        for (int i = 0; i < first.size(); i++) {
            boolean a = first.get(i).violated();
            boolean b = chosen.get(i).violated();
            both += a && b ? 1 : 0;
            onlyFirst += a && !b ? 1 : 0;
            onlyChosen += b && !a ? 1 : 0;
        }
        line(
                "of the same episodes, the first draw comes too near in %d, %s in %d, both in %d",
                both + onlyFirst, choice.title, both + onlyChosen, both);
        pairs.addObject()
                .put("name", choice.title)
                .put("violated_by_both", both)
                .put("violated_by_first_draw_alone", onlyFirst)
                .put("violated_by_chosen_alone", onlyChosen);
    }

    void add(Parity parity) {
        line(
                "ONNX Runtime chooses the same draw in %,d of %,d decisions; throttles then differ by %.1e at most",
                parity.decisions() - parity.differing(), parity.decisions(), parity.largest());
        result.putObject("parity")
                .put("decisions", parity.decisions())
                .put("differing", parity.differing())
                .put("largest_difference", parity.largest());
    }

    private static Share share(List<Outcome> outcomes, Predicate<Outcome> which) {
        return new Share((int) outcomes.stream().filter(which).count(), outcomes.size());
    }

    private static String text(Share share) {
        return String.format(
                Locale.ROOT, "%5.1f %% (%.1f to %.1f)", 100 * share.value(), 100 * share.lower(), 100 * share.upper());
    }

    private static void put(ObjectNode row, String name, Share share) {
        row.put(name, share.found())
                .put(name + "_share", share.value())
                .put(name + "_lower", share.lower())
                .put(name + "_upper", share.upper());
    }

    private void line(String format, Object... arguments) {
        out.println(String.format(Locale.ROOT, format, arguments));
        out.flush();
    }

    ObjectNode json() {
        return result;
    }
}
