package dev.creance.record.report;

import java.util.List;

/** Writes the elements of a page. */
final class Html {
    private final StringBuilder text = new StringBuilder();

    Html raw(String markup) {
        text.append(markup);
        return this;
    }

    Html element(String name, String words) {
        return raw("<" + name + ">").words(words).raw("</" + name + ">\n");
    }

    Html element(String name, String style, String words) {
        return raw("<" + name + " class=\"" + style + "\">").words(words).raw("</" + name + ">\n");
    }

    Html words(String words) {
        text.append(Svg.escape(words));
        return this;
    }

    /** What a line's or an area's colour means. */
    Html key(List<Key> entries) {
        raw("<p class=\"key\">");
        for (Key entry : entries) {
            String shape = entry.area
                    ? "class=\"area\" style=\"background:var(--" + entry.colour + ")\""
                    : "style=\"border-top-color:var(--" + entry.colour + ");border-top-style:" + entry.line + "\"";
            raw("<span><i " + shape + "></i>").words(entry.meaning).raw("</span>");
        }
        return raw("</p>\n");
    }

    /** @param numbers how many columns from the first on hold numbers */
    Html table(int numbers, List<String> head, List<List<String>> rows) {
        raw("<div class=\"wide\"><table>\n");
        row("th", numbers, head);
        rows.forEach(row -> row("td", numbers, row));
        return raw("</table></div>\n");
    }

    private void row(String cell, int numbers, List<String> values) {
        raw("<tr>");
        for (int i = 0; i < values.size(); i++) {
            raw(i < numbers ? "<" + cell + " class=\"number\">" : "<" + cell + ">")
                    .words(values.get(i))
                    .raw("</" + cell + ">");
        }
        raw("</tr>\n");
    }

    @Override
    public String toString() {
        return text.toString();
    }

    record Key(String colour, String line, boolean area, String meaning) {
        static Key solid(String colour, String meaning) {
            return new Key(colour, "solid", false, meaning);
        }

        static Key dashed(String colour, String meaning) {
            return new Key(colour, "dashed", false, meaning);
        }

        static Key area(String colour, String meaning) {
            return new Key(colour, "", true, meaning);
        }
    }
}
