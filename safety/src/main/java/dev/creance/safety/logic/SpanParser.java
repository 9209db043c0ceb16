package dev.creance.safety.logic;

import dev.creance.runtime.config.Dimension;

/** Reads {@code [0 s, 500 ms]}: all ticks that fall into it, both ends included. */
final class SpanParser {
    private static final double LONGEST_S = 24 * 3600;

    /** Far more than any memory that is granted. */
    private static final long MOST_TICKS = 1 << 28;

    private final FormulaScanner scanner;
    private final long tickNs;

    SpanParser(FormulaScanner scanner, long tickNs) {
        this.scanner = scanner;
        this.tickNs = tickNs;
    }

    Span span() {
        int at = scanner.start();
        pass("[");
        long fromNs = duration();
        pass(",");
        long toNs = duration();
        pass("]");
        if (fromNs > toNs) {
            throw scanner.errorAt(at, "the span ends before it begins", "write the earlier end first");
        }
        long from = Math.ceilDiv(fromNs, tickNs);
        long to = Math.floorDiv(toNs, tickNs);
        if (from > to) {
            throw scanner.errorAt(
                    at, "no tick falls into the span: they are " + tickNs * 1e-6 + " ms apart", "widen it to one tick");
        }
        if (to > MOST_TICKS) {
            throw scanner.errorAt(at, "the span holds " + to + " ticks, more than " + MOST_TICKS, "shorten it");
        }
        return new Span((int) from, (int) to);
    }

    private long duration() {
        boolean isTime =
                scanner.kind() == FormulaScanner.Kind.QUANTITY && scanner.unit().equals(Dimension.TIME.siUnit());
        if (!isTime) {
            throw scanner.error(
                    "'" + scanner.token() + "' is no duration",
                    "write both ends with their units, such as [0 s, 500 ms]");
        }
        if (scanner.value() > LONGEST_S) {
            throw scanner.error("'" + scanner.token() + "' is longer than a day", "shorten it");
        }
        long ns = Math.round(scanner.value() * 1e9);
        scanner.advance();
        return ns;
    }

    private void pass(String sign) {
        if (!scanner.skip(sign)) {
            throw scanner.error(
                    "'" + scanner.token() + "' stands where '" + sign + "' should", "a span is written [0 s, 500 ms]");
        }
    }
}
