package dev.creance.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The table of bench/README.md: a line for each plant, with what the widest vectors make of its peer at the end. */
final class SimTable {
    private static final String HEAD = """
            | plant | ours | C | ratio | quartiles | claimed | C, 512-bit vectors | ratio |
            | --- | ---: | ---: | ---: | --- | --- | ---: | ---: |
            """;

    private final Map<String, String> lines = new LinkedHashMap<>();
    private final Map<String, String> wide = new LinkedHashMap<>();

    /** @param ratio of speeds */
    void add(SimCase each, double ours, double theirs, Quartiles ratio) {
        if (!each.peer().equals("C")) {
            wide.put(each.name(), text("%s | %.2f", rounded(theirs), ratio.median()));
            return;
        }
        lines.put(
                each.name(),
                text(
                        "| %s | %s | %s | **%.2f** | %.2f to %.2f | %s |",
                        each.name(),
                        rounded(ours),
                        rounded(theirs),
                        ratio.median(),
                        ratio.lower(),
                        ratio.upper(),
                        claim(each.mark(), ratio.median())));
    }

    private static String claim(double mark, double ratio) {
        return Double.isNaN(mark) ? "" : text(ratio >= mark ? "%.1f" : "%.1f, missed", mark);
    }

    private static String rounded(double millions) {
        return text(millions < 10 ? "%.2f" : millions < 100 ? "%.1f" : "%.0f", millions);
    }

    private static String text(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }

    /** A table's lines without its head, to go on with another. */
    static String body(String table) {
        return table.substring(HEAD.length());
    }

    @Override
    public String toString() {
        StringBuilder all = new StringBuilder(HEAD);
        lines.forEach((name, line) -> all.append(line)
                .append(' ')
                .append(wide.getOrDefault(name, "|"))
                .append(" |\n"));
        return all.toString();
    }
}
