package dev.creance.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.creance.safety.ExplainedLimit;
import java.util.List;
import java.util.Locale;

/** The limits of a shield as a table, and for machines. */
final class ExplanationText {
    private static final String ROW = "          %-22s %-42s %-16s %s";

    private ExplanationText() {}

    static String of(List<ExplainedLimit> limits) {
        StringBuilder text = new StringBuilder(
                String.format(
                        "  shield  margins at rest in the middle of the envelope, and what stopping the worst case takes of them%n"));
        text.append(row("limit", "bounds", "margin at rest", "stopping takes"));
        for (ExplainedLimit limit : limits) {
            text.append(row(
                    limit.name(),
                    plain(limit.bounds()),
                    plain(number(limit.marginAtRest(), limit)),
                    plain(stop(limit))));
        }
        return text.toString();
    }

    private static String row(String name, String bounds, String margin, String stop) {
        return String.format(Locale.ROOT, ROW, name, bounds, margin, stop).stripTrailing() + System.lineSeparator();
    }

    /** Numbers without the zeros that end them, and without a unit where there is none. */
    private static String plain(String text) {
        return text.replaceAll("(\\.\\d*?)0+(?!\\d)", "$1")
                .replaceAll("\\.(?!\\d)", "")
                .replaceAll("(\\d) 1(?= from|$)", "$1");
    }

    private static String stop(ExplainedLimit limit) {
        return limit.from().isEmpty() ? "" : number(limit.stop(), limit) + " from " + limit.from();
    }

    /** Infinite is a limit that does not apply there, NaN one that the backup could not keep. */
    private static String number(double value, ExplainedLimit limit) {
        if (Double.isNaN(value)) {
            return "not certified";
        }
        return Double.isInfinite(value) ? "any" : String.format(Locale.ROOT, "%.4g %s", value, limit.unit());
    }

    static ArrayNode json(List<ExplainedLimit> limits) {
        ArrayNode all = Json.object().arrayNode();
        for (ExplainedLimit limit : limits) {
            all.addObject()
                    .put("name", limit.name())
                    .put("bounds", limit.bounds())
                    .put("unit", limit.unit())
                    .put("margin_at_rest", limit.marginAtRest())
                    .put("stop", limit.stop())
                    .put("from", limit.from());
        }
        return all;
    }
}
