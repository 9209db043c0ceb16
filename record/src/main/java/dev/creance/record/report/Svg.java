package dev.creance.record.report;

import java.util.Locale;

/** Writes SVG elements; coordinates in pixels, with one decimal. */
final class Svg {
    private final StringBuilder text = new StringBuilder();

    /** @param label what the picture shows, for those who cannot see it */
    static Svg picture(double width, double height, String label) {
        Svg svg = new Svg();
        svg.text
                .append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
                .append(number(width))
                .append(' ')
                .append(number(height))
                .append("\" role=\"img\" aria-label=\"")
                .append(escape(label))
                .append("\">\n");
        return svg;
    }

    String finish() {
        return text.append("</svg>\n").toString();
    }

    Svg raw(String markup) {
        text.append(markup);
        return this;
    }

    /** Everything up to {@link #endGroup} is moved. */
    Svg group(double x, double y) {
        text.append("<g transform=\"translate(")
                .append(number(x))
                .append(' ')
                .append(number(y))
                .append(")\">\n");
        return this;
    }

    Svg endGroup() {
        text.append("</g>\n");
        return this;
    }

    Svg line(String style, double x1, double y1, double x2, double y2) {
        text.append("<line class=\"").append(style).append('"');
        return attribute("x1", x1)
                .attribute("y1", y1)
                .attribute("x2", x2)
                .attribute("y2", y2)
                .end();
    }

    Svg rectangle(String style, double x, double y, double width, double height) {
        text.append("<rect class=\"").append(style).append('"');
        return attribute("x", x)
                .attribute("y", y)
                .attribute("width", width)
                .attribute("height", height)
                .end();
    }

    Svg circle(String style, double x, double y, double radius) {
        text.append("<circle class=\"").append(style).append('"');
        return attribute("cx", x).attribute("cy", y).attribute("r", radius).end();
    }

    /** @param data of a path element */
    Svg path(String style, CharSequence data) {
        if (!data.isEmpty()) {
            text.append("<path class=\"")
                    .append(style)
                    .append("\" d=\"")
                    .append(data)
                    .append("\"/>\n");
        }
        return this;
    }

    Svg label(String style, double x, double y, String words) {
        text.append("<text class=\"").append(style).append('"');
        attribute("x", x).attribute("y", y);
        text.append('>').append(escape(words)).append("</text>\n");
        return this;
    }

    private Svg attribute(String name, double value) {
        text.append(' ').append(name).append("=\"").append(number(value)).append('"');
        return this;
    }

    private Svg end() {
        text.append("/>\n");
        return this;
    }

    static String number(double value) {
        String fixed = String.format(Locale.ROOT, "%.1f", value);
        return fixed.endsWith(".0") ? fixed.substring(0, fixed.length() - 2) : fixed;
    }

    static String escape(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** The data of a path element. */
    static final class PathData {
        private final StringBuilder data = new StringBuilder();
        private boolean open;

        /** Draws from the point before, or begins there after a gap. */
        PathData to(double x, double y) {
            data.append(open ? 'L' : 'M').append(number(x)).append(' ').append(number(y));
            open = true;
            return this;
        }

        PathData gap() {
            open = false;
            return this;
        }

        PathData close() {
            data.append('Z');
            open = false;
            return this;
        }

        StringBuilder data() {
            return data;
        }
    }
}
